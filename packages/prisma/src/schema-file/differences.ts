// Differences: what separates two schemas of a database, as far as a Prisma schema can say it.
import {
  type ColumnDefinition,
  type EnumType,
  type ForeignKeyConstraint,
  keyOf,
  type Schema,
  type Table,
  type TableName,
} from '@migration-planner/core'
import { type Key, keysOf, sameKey } from './keys.ts'

export type Difference =
  | { readonly kind: 'add-enum' | 'drop-enum'; readonly type: EnumType }
  | { readonly kind: 'change-enum'; readonly type: EnumType; readonly from: EnumType }
  | { readonly kind: 'add-table' | 'drop-table'; readonly table: Table }
  | { readonly kind: 'add-column' | 'drop-column'; readonly table: TableName; readonly column: ColumnDefinition }
  | {
      readonly kind: 'change-column'
      readonly table: TableName
      readonly from: ColumnDefinition
      readonly column: ColumnDefinition
    }
  | { readonly kind: 'add-key' | 'drop-key'; readonly table: TableName; readonly key: Key }
  | {
      readonly kind: 'add-foreign-key' | 'drop-foreign-key'
      readonly table: TableName
      readonly constraint: ForeignKeyConstraint
    }

// What goes leaves before what it stands on, what comes arrives after it.
const order: readonly Difference['kind'][] = [
  'drop-foreign-key',
  'drop-key',
  'drop-column',
  'drop-table',
  'drop-enum',
  'add-enum',
  'change-enum',
  'add-table',
  'add-column',
  'change-column',
  'add-key',
  'add-foreign-key',
]

/** What has to happen to a Prisma schema that describes `from` so that it describes `to`. */
export function differencesBetween(from: Schema, to: Schema): readonly Difference[] {
  const found = [...enumDifferences(from, to), ...tableDifferences(from, to)]
  return found.toSorted((one, other) => order.indexOf(one.kind) - order.indexOf(other.kind))
}

function enumDifferences(from: Schema, to: Schema): readonly Difference[] {
  const gone = [...from.enums].filter(([key]) => !to.enums.has(key)).map(([, type]) => ({ kind: 'drop-enum', type }) as const)
  const others = [...to.enums].flatMap(([key, type]): readonly Difference[] => {
    const before = from.enums.get(key)
    if (!before) return [{ kind: 'add-enum', type }]
    return before.values.join('\n') === type.values.join('\n') ? [] : [{ kind: 'change-enum', type, from: before }]
  })
  return [...gone, ...others]
}

function tableDifferences(from: Schema, to: Schema): readonly Difference[] {
  const gone = [...from.tables]
    .filter(([key]) => !to.tables.has(key))
    .map(([, table]) => ({ kind: 'drop-table', table }) as const)
  const others = [...to.tables].flatMap(([key, table]): readonly Difference[] => {
    const before = from.tables.get(key)
    return before
      ? differencesOfTable(before, table)
      : [{ kind: 'add-table', table }, ...keyAndReferenceDifferences(undefined, table)]
  })
  return [...gone, ...others]
}

function differencesOfTable(from: Table, to: Table): readonly Difference[] {
  const table = to.name
  const gone = from.columns
    .filter(({ name }) => !to.columns.some((column) => column.name === name))
    .map((column): Difference => ({ kind: 'drop-column', table, column }))
  const others = to.columns.flatMap((column): readonly Difference[] => {
    const before = from.columns.find(({ name }) => name === column.name)
    if (!before) return [{ kind: 'add-column', table, column }]
    return sameColumn(before, column) ? [] : [{ kind: 'change-column', table, from: before, column }]
  })
  return [...gone, ...others, ...keyAndReferenceDifferences(from, to)]
}

function keyAndReferenceDifferences(from: Table | undefined, to: Table): readonly Difference[] {
  const table = to.name
  const [keysBefore, keysAfter] = [from ? keysOf(from) : [], keysOf(to)]
  const [referencesBefore, referencesAfter] = [from ? foreignKeysOf(from) : [], foreignKeysOf(to)]
  return [
    ...keysBefore
      .filter((key) => !keysAfter.some((other) => sameKey(key, other)))
      .map((key): Difference => ({ kind: 'drop-key', table, key })),
    ...keysAfter
      .filter((key) => !keysBefore.some((other) => sameKey(key, other)))
      .map((key): Difference => ({ kind: 'add-key', table, key })),
    ...referencesBefore
      .filter((constraint) => !referencesAfter.some((other) => sameReference(constraint, other)))
      .map((constraint): Difference => ({ kind: 'drop-foreign-key', table, constraint })),
    ...referencesAfter
      .filter((constraint) => !referencesBefore.some((other) => sameReference(constraint, other)))
      .map((constraint): Difference => ({ kind: 'add-foreign-key', table, constraint })),
  ]
}

function foreignKeysOf(table: Table): readonly ForeignKeyConstraint[] {
  return table.constraints.filter((constraint) => constraint.kind === 'foreign-key')
}

/** Whether a constraint was validated is nothing that Prisma knows. */
function sameReference(one: ForeignKeyConstraint, other: ForeignKeyConstraint): boolean {
  const essence = ({ name, columns, references, onDelete, onUpdate }: ForeignKeyConstraint): string =>
    JSON.stringify([name, columns, keyOf(references.table), references.columns, onDelete, onUpdate])
  return essence(one) === essence(other)
}

function sameColumn(one: ColumnDefinition, other: ColumnDefinition): boolean {
  const essence = ({ type, nullable, default: value, autoIncrement, generated }: ColumnDefinition): string =>
    JSON.stringify([type.sql, nullable, value?.sql, autoIncrement, generated?.expression.sql])
  return essence(one) === essence(other)
}
