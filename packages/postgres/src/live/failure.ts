// Why the server refused: its own words and code, and whether rows, the statement or the connection are at fault.
import type { Failure } from '@migration-planner/core'

/** Makes a Failure of whatever a driver threw. */
export function failureOf(error: unknown): Failure {
  const code = textOf(error, 'code')
  const table = textOf(error, 'table')
  const column = textOf(error, 'column')
  const constraint = textOf(error, 'constraint')
  return {
    message: messageOf(error),
    fault: faultOf(code),
    ...(code === undefined ? {} : { code }),
    ...(table === undefined ? {} : { table: { schema: textOf(error, 'schema'), name: table } }),
    ...(column === undefined ? {} : { column }),
    ...(constraint === undefined ? {} : { constraint }),
  }
}

// A refused connection is several errors, one per address, and a message of none.
function messageOf(error: unknown): string {
  if (error instanceof AggregateError) return error.errors.map(messageOf).join('; ')
  return error instanceof Error ? error.message : String(error)
}

function textOf(error: unknown, property: string): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const value: unknown = Object.entries(error).find(([name]) => name === property)?.[1]
  return typeof value === 'string' ? value : undefined
}

// https://www.postgresql.org/docs/current/errcodes-appendix.html: classes are the code's first two characters.
const dataClasses: ReadonlySet<string> = new Set(['22', '23'])
const connectionClasses: ReadonlySet<string> = new Set(['08', '57'])

function faultOf(code: string | undefined): Failure['fault'] {
  if (code?.length !== 5) return 'connection'
  const group = code.slice(0, 2)
  if (dataClasses.has(group)) return 'data'
  return connectionClasses.has(group) ? 'connection' : 'statement'
}
