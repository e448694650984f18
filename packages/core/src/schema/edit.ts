// Small pure edits of a Schema, shared by the appliers.
import type { ColumnDefinition } from '../operations/definitions.ts'
import { keyOf, type TableName } from '../operations/names.ts'
import type { Schema, Table } from './schema.ts'

/** The schema with one table replaced by what `edit` makes of it; unchanged where the table is not known. */
export function editTable(schema: Schema, name: TableName, edit: (table: Table) => Table): Schema {
  const table = schema.tables.get(keyOf(name))
  if (!table) return schema
  return { ...schema, tables: new Map(schema.tables).set(keyOf(name), edit(table)) }
}

/** The schema with every table passed through `edit`. */
export function editTables(schema: Schema, edit: (table: Table) => Table): Schema {
  return { ...schema, tables: new Map([...schema.tables].map(([key, table]) => [key, edit(table)])) }
}

export function editColumn(
  schema: Schema,
  table: TableName,
  column: string,
  edit: (column: ColumnDefinition) => ColumnDefinition,
): Schema {
  return editTable(schema, table, (found) => ({
    ...found,
    columns: found.columns.map((candidate) => (candidate.name === column ? edit(candidate) : candidate)),
  }))
}

/** The map without one key. */
export function without<Value>(map: ReadonlyMap<string, Value>, key: string): ReadonlyMap<string, Value> {
  const copy = new Map(map)
  copy.delete(key)
  return copy
}
