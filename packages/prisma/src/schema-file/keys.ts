// Keys: primary keys, uniques and indexes of a table, in the one form in which Prisma and the catalog can be compared.
import type { Constraint, IndexDefinition, Table } from '@migration-planner/core'

export type KeyKind = 'id' | 'unique' | 'index'

export interface KeyColumn {
  readonly column: string
  readonly descending: boolean
  readonly operatorClass?: string
}

export interface Key {
  readonly kind: KeyKind
  readonly name: string
  readonly columns: readonly KeyColumn[]
  /** Access method, for example `btree`. */
  readonly method: string
}

/** The keys that Prisma sees. Partial indexes and indexes on expressions are none of its business: it never touches them. */
export function keysOf(table: Table): readonly Key[] {
  return [
    ...table.constraints.flatMap((constraint) => keyOfConstraint(constraint) ?? []),
    ...table.indexes.flatMap((index) => keyOfIndex(index) ?? []),
  ]
}

function keyOfConstraint(constraint: Constraint): Key | undefined {
  if (constraint.kind !== 'primary-key' && constraint.kind !== 'unique') return undefined
  return {
    kind: constraint.kind === 'unique' ? 'unique' : 'id',
    name: constraint.name,
    columns: constraint.columns.map((column) => ({ column, descending: false })),
    method: 'btree',
  }
}

function keyOfIndex(index: IndexDefinition): Key | undefined {
  if (index.where) return undefined
  const columns = index.keys.flatMap(({ column, descending, operatorClass }) =>
    column === undefined ? [] : [{ column, descending, ...(operatorClass === undefined ? {} : { operatorClass }) }],
  )
  if (columns.length !== index.keys.length) return undefined
  return { kind: index.unique ? 'unique' : 'index', name: index.name, columns, method: index.method }
}

export function sameKey(one: Key, other: Key): boolean {
  return (
    one.kind === other.kind &&
    one.name === other.name &&
    one.method === other.method &&
    JSON.stringify(one.columns) === JSON.stringify(other.columns)
  )
}

const longestName = 63

/** The name that Prisma takes where the schema gives none. */
export function defaultKeyName(table: string, key: Pick<Key, 'kind' | 'columns'>): string {
  if (key.kind === 'id') return cut(table, '_pkey')
  return cut([table, ...key.columns.map(({ column }) => column)].join('_'), key.kind === 'unique' ? '_key' : '_idx')
}

export function defaultForeignKeyName(table: string, columns: readonly string[]): string {
  return cut([table, ...columns].join('_'), '_fkey')
}

// Prisma counts the bytes of the name before its ending.
function cut(name: string, ending: string): string {
  const bytes = Buffer.from(name)
  if (bytes.length + ending.length <= longestName) return name + ending
  return bytes.subarray(0, longestName - ending.length).toString() + ending
}
