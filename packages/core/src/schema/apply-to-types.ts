// How enum types come, go, grow and change their names.
import { keyOf, sameName, siblingName, type TableName } from '../operations/names.ts'
import type { Appliers } from './appliers.ts'
import { without } from './edit.ts'
import type { EnumType, Schema } from './schema.ts'

export const applyToTypes: Appliers<'create-enum' | 'add-enum-value' | 'rename-enum-value' | 'rename-type' | 'drop-type'> = {
  'create-enum': (schema, operation) => withEnum(schema, { name: operation.type, values: operation.values }),
  'add-enum-value': (schema, operation) =>
    editEnum(schema, operation.type, (values) => {
      if (values.includes(operation.value)) return values
      const neighbour = operation.position ? values.indexOf(operation.position.value) : -1
      const at = neighbour < 0 ? values.length : neighbour + (operation.position?.side === 'after' ? 1 : 0)
      return values.toSpliced(at, 0, operation.value)
    }),
  'rename-enum-value': (schema, operation) =>
    editEnum(schema, operation.type, (values) => values.map((value) => (value === operation.from ? operation.to : value))),
  'rename-type': (schema, operation) => {
    const found = schema.enums.get(keyOf(operation.type))
    const to = siblingName(operation.type, operation.to)
    const renamed = found
      ? withEnum({ ...schema, enums: without(schema.enums, keyOf(operation.type)) }, { ...found, name: to })
      : schema
    return retypeColumns(renamed, operation.type, operation.to)
  },
  'drop-type': (schema, operation) => ({ ...schema, enums: without(schema.enums, keyOf(operation.type)) }),
}

function withEnum(schema: Schema, type: EnumType): Schema {
  return { ...schema, enums: new Map(schema.enums).set(keyOf(type.name), type) }
}

function editEnum(schema: Schema, name: TableName, edit: (values: readonly string[]) => readonly string[]): Schema {
  const found = schema.enums.get(keyOf(name))
  return found ? withEnum(schema, { ...found, values: edit(found.values) }) : schema
}

/** Columns hold the type itself, not its name: they follow a rename. */
function retypeColumns(schema: Schema, from: TableName, to: string): Schema {
  const tables = [...schema.tables].map(([key, table]) => {
    const columns = table.columns.map((column) =>
      sameName({ schema: from.schema, name: column.type.name }, from)
        ? { ...column, type: { ...column.type, name: to, sql: column.type.sql.replace(column.type.name, to) } }
        : column,
    )
    return [key, { ...table, columns }] as const
  })
  return { ...schema, tables: new Map(tables) }
}
