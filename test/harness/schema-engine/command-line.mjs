// Reads the command line that the Prisma CLI gives its schema engine.
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

const DATABASE_COMMANDS = ['can-connect-to-database', 'create-database', 'drop-database']

/**
 * @typedef {{ url?: string, shadowDatabaseUrl?: string }} Datasource what `--datasource` says: Prisma 7 passes
 * JSON, Prisma 6 a bare URL or nothing.
 * @typedef {{ datamodels: [string, string][], datasource: Datasource, command: string | undefined }} Arguments
 */

/** @param {string[]} argv @returns {Arguments} */
export function readArguments(argv) {
  const { values, positionals } = parseArgs({
    args: argv,
    strict: false,
    allowPositionals: true,
    options: {
      datamodels: { type: 'string', short: 'd', multiple: true },
      datasource: { type: 'string' },
      'enabled-preview-features': { type: 'string' },
      'extension-types': { type: 'string' },
    },
  })
  return {
    datamodels: (values.datamodels ?? []).map((file) => [file, readFileSync(file, 'utf8')]),
    datasource: readDatasource(values.datasource),
    command: positionals.find((word) => DATABASE_COMMANDS.includes(word)),
  }
}

function readDatasource(text) {
  if (text === undefined) return {}
  return text.startsWith('{') ? JSON.parse(text) : { url: text }
}
