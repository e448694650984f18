// Names and literals as PostgreSQL quotes them, for statements that cannot take them as bound values.
import type { TableName } from '@migration-planner/core'

/** A name in double quotes, always: whether it needs them does not matter to the server. */
export function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

export function quoteTable(table: TableName): string {
  return table.schema === undefined ? quote(table.name) : `${quote(table.schema)}.${quote(table.name)}`
}

/** Text as a string literal; PostgreSQL takes backslashes as they are. */
export function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
