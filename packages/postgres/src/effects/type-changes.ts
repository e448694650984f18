// What a change of a column's type makes of the table: nothing, a scan, new indexes, or a new copy of all rows.
import {
  type ChangeColumnType,
  type ColumnDefinition,
  columnIn,
  columnsOf,
  columnsOfIndex,
  type Effects,
  foreignKeysTo,
  type IndexDefinition,
  type Lock,
  type Table,
  tableIn,
  type TableName,
  type Work,
} from '@migration-planner/core'
import { isSameColumn } from '../write/expressions.ts'
import { effects, lock, lockTree, type Place } from './facts.ts'
import { isSameFamily, keepsOrder, keepsStorage, losesValues } from './type-pairs.ts'

export function changeTypeEffects(operation: ChangeColumnType, place: Place): Effects {
  const column = columnIn(place.before, operation.table, operation.column)
  const work = workOf(operation, column, place)
  return effects(place, 'sql-altertable', {
    locks: [
      ...lockTree('ACCESS EXCLUSIVE', operation.table, place.before),
      ...foreignKeyLocks(operation.table, operation.column, place),
    ],
    work,
    losesData: column !== undefined && operation.using === undefined && losesValues(column.type, operation.type),
    breaksRunningCode: column !== undefined && !isSameFamily(column.type, operation.type),
  })
}

/** What is not known to be harmless is taken for a rewrite. */
function workOf(operation: ChangeColumnType, column: ColumnDefinition | undefined, place: Place): Work {
  const table = tableIn(place.before, operation.table)
  if (!column || !table) return 'rewrite'
  if (operation.using && !isSameColumn(operation.using.sql, operation.column, operation.type)) return 'rewrite'
  if (!keepsStorage(column.type, operation.type)) return 'rewrite'
  if (rebuildsIndex(operation, column, table)) return 'build'
  return checksAgain(operation.column, table) ? 'scan' : 'catalog'
}

/** An index stays only where its order does, and where nothing but plain columns is in it. */
function rebuildsIndex({ column: name, collation, type }: ChangeColumnType, column: ColumnDefinition, table: Table): boolean {
  const onColumn = table.indexes.filter((index) => columnsOfIndex(index).includes(name))
  if (onColumn.some((index) => isComputed(index))) return true
  const isKey = table.constraints.some(
    (constraint) => (constraint.kind === 'primary-key' || constraint.kind === 'unique') && constraint.columns.includes(name),
  )
  return (isKey || onColumn.length > 0) && (collation !== column.collation || !keepsOrder(column.type, type))
}

function isComputed(index: IndexDefinition): boolean {
  return index.where !== undefined || index.keys.some(({ expression }) => expression !== undefined)
}

/** Constraints that name the column are made again, and a valid CHECK is then proved again. */
function checksAgain(column: string, table: Table): boolean {
  return table.constraints.some(
    (constraint) =>
      constraint.kind === 'check' && constraint.validated && constraint.enforced && columnsOf(constraint).includes(column),
  )
}

/** Foreign keys on either end are made again: the other table is locked as when they go. */
function foreignKeyLocks(table: TableName, column: string, { before }: Place): readonly Lock[] {
  const parents = (tableIn(before, table)?.constraints ?? []).flatMap((constraint) =>
    constraint.kind === 'foreign-key' && constraint.columns.includes(column) ? [constraint.references.table] : [],
  )
  const children = foreignKeysTo(before, table)
    .filter(({ constraint }) => constraint.references.columns.includes(column))
    .map(({ table: child }) => child.name)
  return [...parents, ...children].map((other) => lock('ACCESS EXCLUSIVE', other))
}
