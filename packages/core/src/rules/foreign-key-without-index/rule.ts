// A foreign key whose columns no index starts with.
import type { Change } from '../../changes/change.ts'
import type { ForeignKeyConstraint } from '../../operations/definitions.ts'
import { displayName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'
import { type Table, tableIn } from '../../schema/schema.ts'

export default defineRule({
  id: 'foreign-key-without-index',
  summary: 'Foreign key without an index',
  risk: 'low',
  on: ['add-foreign-key', 'add-column', 'create-table'],
  message:
    'No index of "{table}" starts with the columns of foreign key {constraints}: each row deleted from {others} scans all of "{table}".',
  strategy: 'build an index on its columns, CONCURRENTLY, before the foreign key',
  needsDeploy: false,
  forTheAuthor: true,
  onNewTables: true,
  check: (change) => {
    // An index may follow later in the same migration.
    const table = tableIn(change.final, change.operation.table)
    const missing = table?.complete ? foreignKeysOf(change).filter(({ columns }) => !isIndexed(table, columns)) : []
    if (missing.length === 0) return undefined
    return {
      table: displayName(change.operation.table),
      constraints: missing.map(({ name }) => `"${name}"`).join(', '),
      others: missing.map(({ references }) => `"${displayName(references.table)}"`).join(', '),
    }
  },
})

function foreignKeysOf({
  operation,
}: Change<'add-foreign-key' | 'add-column' | 'create-table'>): readonly ForeignKeyConstraint[] {
  const constraints = operation.kind === 'add-foreign-key' ? [operation.constraint] : operation.constraints
  return constraints.filter((constraint) => constraint.kind === 'foreign-key')
}

function isIndexed(table: Table, columns: readonly string[]): boolean {
  const starts = (keys: readonly (string | undefined)[]): boolean =>
    columns.every((column) => keys.slice(0, columns.length).includes(column))
  const byConstraint = table.constraints.some(
    ({ kind, ...constraint }) => 'columns' in constraint && kind !== 'foreign-key' && starts(constraint.columns),
  )
  return byConstraint || table.indexes.some(({ keys, where }) => where === undefined && starts(keys.map(({ column }) => column)))
}
