// A change that stays as it was written, in words: a title for people and a word or two for a file's name.
import { displayName } from '../operations/names.ts'
import type { Operation, OperationKind, OperationOf } from '../operations/operation.ts'

/** `title` says what it does; `slug` goes into a file's name. */
export interface Description {
  readonly title: string
  readonly slug: string
}

type Describers = { readonly [K in OperationKind]?: (operation: OperationOf<K>) => Description }

const adding = ({
  table,
  constraint,
}: {
  readonly table: OperationOf<'add-check'>['table']
  readonly constraint: { readonly name: string }
}): Description => ({
  title: `Add ${constraint.name} to ${displayName(table)}`,
  slug: `add_${constraint.name}`,
})

const describers: Describers = {
  'create-table': ({ table }) => ({ title: `Create ${displayName(table)}`, slug: `create_${table.name}` }),
  'rename-table': ({ table, to }) => ({ title: `Rename ${displayName(table)} to ${to}`, slug: `rename_${table.name}` }),
  'add-column': ({ table, column }) => ({ title: `Add ${displayName(table)}.${column.name}`, slug: `add_${column.name}` }),
  'drop-column': ({ table, column }) => ({ title: `Drop ${displayName(table)}.${column}`, slug: `drop_${column}` }),
  'rename-column': ({ table, column, to }) => ({
    title: `Rename ${displayName(table)}.${column} to ${to}`,
    slug: `rename_${column}`,
  }),
  'change-column-type': ({ table, column, type }) => ({
    title: `Make ${displayName(table)}.${column} ${type.sql}`,
    slug: `retype_${column}`,
  }),
  'set-not-null': ({ table, column }) => ({
    title: `Make ${displayName(table)}.${column} NOT NULL`,
    slug: `set_${column}_not_null`,
  }),
  'drop-not-null': ({ table, column }) => ({ title: `Let ${displayName(table)}.${column} be NULL`, slug: `${column}_optional` }),
  'set-default': ({ table, column }) => ({
    title: `Set the default of ${displayName(table)}.${column}`,
    slug: `default_${column}`,
  }),
  'drop-default': ({ table, column }) => ({
    title: `Drop the default of ${displayName(table)}.${column}`,
    slug: `drop_default_${column}`,
  }),
  'add-index': ({ index }) => ({
    title: `Build index ${index.name} on ${displayName(index.table)}`,
    slug: `index_${index.name}`,
  }),
  'drop-index': ({ index }) => ({ title: `Drop index ${displayName(index)}`, slug: `drop_${index.name}` }),
  'rename-index': ({ index, to }) => ({ title: `Rename index ${displayName(index)} to ${to}`, slug: `rename_${index.name}` }),
  'add-primary-key': adding,
  'add-unique': adding,
  'add-foreign-key': adding,
  'add-check': adding,
  'add-not-null-constraint': adding,
  'add-exclusion': adding,
  'validate-constraint': ({ table, constraint }) => ({
    title: `Validate ${constraint} of ${displayName(table)}`,
    slug: `validate_${constraint}`,
  }),
  'drop-constraint': ({ table, constraint }) => ({
    title: `Drop ${constraint} of ${displayName(table)}`,
    slug: `drop_${constraint}`,
  }),
  'rename-constraint': ({ constraint, to }) => ({
    title: `Rename constraint ${constraint} to ${to}`,
    slug: `rename_${constraint}`,
  }),
  'create-enum': ({ type }) => ({ title: `Create type ${displayName(type)}`, slug: `create_type_${type.name}` }),
  'add-enum-value': ({ type, value }) => ({
    title: `Add '${value}' to ${displayName(type)}`,
    slug: `add_${value}_to_${type.name}`,
  }),
  'drop-type': ({ type }) => ({ title: `Drop type ${displayName(type)}`, slug: `drop_type_${type.name}` }),
  'insert-rows': ({ table }) => ({ title: `Insert into ${displayName(table)}`, slug: `insert_into_${table.name}` }),
  'update-rows': ({ table }) => ({ title: `Update ${displayName(table)}`, slug: `update_${table.name}` }),
  'delete-rows': ({ table }) => ({ title: `Delete from ${displayName(table)}`, slug: `delete_from_${table.name}` }),
  'create-object': ({ what, name }) => ({ title: `Create ${what} ${displayName(name)}`, slug: `create_${name.name}` }),
  'drop-object': ({ what, name }) => ({ title: `Drop ${what} ${displayName(name)}`, slug: `drop_${name.name}` }),
}

/** The statement's own first line where there are no better words. */
export function describe(operation: Operation, sql: string): Description {
  const describer = describers[operation.kind] as ((operation: Operation) => Description) | undefined
  return describer?.(operation) ?? { title: firstLine(sql), slug: operation.kind.replaceAll('-', '_') }
}

function firstLine(sql: string): string {
  const [line = '', ...rest] = sql.trim().split('\n')
  return rest.length > 0 ? `${line.trim()} …` : line.trim()
}
