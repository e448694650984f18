// Words a migration that failed as the native engine does; the WebAssembly build only says "external connector error".

const HOW_TO_RECOVER =
  'A migration failed to apply. New migrations cannot be applied before the error is recovered from. ' +
  'Read more about how to resolve migration issues in a production database: https://pris.ly/d/migrate-resolve'

/**
 * @param {unknown} error what the engine threw
 * @param {{ script: string, error: any } | undefined} failure the script that failed last
 */
export function asMigrationFailure(error, failure, method, params) {
  if (failure === undefined || method !== 'applyMigrations') return error
  const { originalCode: code, originalMessage: message } = failure.error?.cause ?? {}
  const name = params.migrationsList.migrationDirectories.find(
    ({ migrationFile }) => migrationFile.content.value === failure.script,
  )?.path
  if (name === undefined || code === undefined) return error
  const databaseError = `ERROR: ${message}`
  return Object.assign(
    new Error(
      `${HOW_TO_RECOVER}\n\nMigration name: ${name}\n\nDatabase error code: ${code}\n\nDatabase error:\n${databaseError}`,
    ),
    { code: 'P3018', meta: { migration_name: name, database_error_code: code, database_error: databaseError } },
  )
}
