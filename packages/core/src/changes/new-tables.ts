// Tables that a migration itself made: empty, and nobody uses them yet.
import { keyOf, sameName, type TableName } from '../operations/names.ts'
import type { Operation } from '../operations/operation.ts'
import { indexIn, type Schema } from '../schema/schema.ts'
import { type Change, isChange, tableOf } from './change.ts'

/** The tables an operation works on; of a foreign key, only the one that gets it. */
function tablesOf(operation: Operation, before: Schema): readonly TableName[] {
  if (operation.kind === 'truncate') return operation.tables
  if (operation.kind === 'drop-index' || operation.kind === 'rename-index') {
    const found = indexIn(before, operation.index)
    return found ? [found.table.name] : []
  }
  if (operation.kind === 'reindex') return operation.what === 'table' ? [operation.name] : []
  if (operation.kind === 'opaque') return knownTables(operation.mentions, before)
  const table = tableOf(operation)
  return table ? [table] : []
}

function knownTables(mentions: readonly string[], { tables }: Schema): readonly TableName[] {
  return [...tables.values()].map(({ name }) => name).filter(({ name }) => mentions.includes(name))
}

/** Whether all that a change works on was made by the same migration; false where it works on no table. */
export function isOnNewTablesOnly(change: Change): boolean {
  const tables = tablesOf(change.operation, change.before)
  return tables.length > 0 && tables.every((table) => change.fresh.has(keyOf(table)))
}

/** Whether a change of the same migration before this one added the column: no application knows it yet. */
export function isOnNewColumn(change: Change<'drop-column' | 'rename-column'>, changes: readonly Change[]): boolean {
  const { table, column } = change.operation
  return changes
    .slice(0, changes.indexOf(change))
    .some(
      (other) =>
        isChange(other, 'add-column') && sameName(other.operation.table, table) && other.operation.column.name === column,
    )
}
