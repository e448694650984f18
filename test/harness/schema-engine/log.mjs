// What the stand-in says: log lines for the Prisma CLI on stderr, and a record for whoever debugs it.
import { appendFileSync } from 'node:fs'

/** Writes a line as the native engine's tracing does; the CLI reads error codes from them. */
export function log(level, message, fields = {}) {
  const target = level === 'ERROR' ? 'schema_engine::logger' : 'schema_engine'
  const line = { timestamp: new Date().toISOString(), level, fields: { message, ...fields }, target }
  process.stderr.write(`${JSON.stringify(line)}\n`)
}

/** Appends to the file that SCHEMA_ENGINE_LOG names, if any. */
export function record(kind, value) {
  const file = process.env.SCHEMA_ENGINE_LOG
  if (file) appendFileSync(file, `${kind} ${JSON.stringify(value)}\n`)
}
