// The engine's `cli` commands, which the Prisma CLI runs before it opens the JSON-RPC conversation.
import { createDatabase, dropDatabase, runOn } from './databases.mjs'
import { resolveDatasource } from './datasource.mjs'
import { log } from './log.mjs'

const COMMANDS = {
  'can-connect-to-database': { run: (url) => runOn(url, 'SELECT 1'), done: 'Connection successful' },
  'create-database': { run: createDatabase, done: 'The database was successfully created.' },
  'drop-database': { run: dropDatabase, done: 'The database was successfully dropped.' },
}

/** Runs one of them. @returns {Promise<number>} the exit code */
export async function runDatabaseCommand(command, given) {
  log('INFO', 'Starting schema engine CLI', { git_hash: 'wasm' }) // the CLI skips the first line of stderr
  try {
    await COMMANDS[command].run(resolveDatasource(given).url)
    log('INFO', COMMANDS[command].done)
    return 0
  } catch (error) {
    log('ERROR', error.message, { is_panic: false, error_code: errorCode(error), meta: {} })
    return 1
  }
}

function errorCode(error) {
  if (error.code === '3D000') return 'P1003'
  if (['ECONNREFUSED', 'ENOTFOUND', 'ETIMEDOUT'].includes(error.code)) return 'P1001'
  if (['28P01', '28000'].includes(error.code)) return 'P1000'
  return 'P1010'
}
