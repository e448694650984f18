// CASCADE: what goes is not written anywhere.
import type { Operation } from '../../operations/operation.ts'
import { displayName, sameName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'
import { foreignKeysTo, type Schema } from '../../schema/schema.ts'

export default defineRule({
  id: 'cascade-drops-unseen-objects',
  summary: 'CASCADE drops what is not written',
  risk: 'medium',
  on: ['drop-table', 'drop-column', 'drop-constraint', 'drop-type', 'drop-object', 'drop-index'],
  message: 'CASCADE drops whatever depends on {what} without naming it: {found}.',
  strategy: 'drop what depends on it by name first, then drop it without CASCADE',
  needsDeploy: false,
  forTheAuthor: true,
  check: ({ operation, before }) =>
    operation.cascade ? { what: `"${nameOf(operation)}"`, found: dependents(operation, before) } : undefined,
})

function nameOf(operation: Operation): string {
  if (operation.kind === 'drop-table') return displayName(operation.table)
  if (operation.kind === 'drop-column') return `${displayName(operation.table)}.${operation.column}`
  if (operation.kind === 'drop-constraint') return operation.constraint
  if (operation.kind === 'drop-index') return displayName(operation.index)
  if (operation.kind === 'drop-type') return displayName(operation.type)
  return operation.kind === 'drop-object' ? displayName(operation.name) : operation.kind
}

/** Views and foreign keys, as far as the history tells. */
function dependents(operation: Operation, schema: Schema): string {
  const table = operation.kind === 'drop-table' || operation.kind === 'drop-column' ? operation.table : undefined
  const views = table ? [...schema.views.values()].filter(({ reads }) => reads.some((read) => sameName(read.table, table))) : []
  const keys =
    table && operation.kind === 'drop-table' ? foreignKeysTo(schema, table).filter((key) => !sameName(key.table.name, table)) : []
  const names = [
    ...views.map(({ name }) => `view "${displayName(name)}"`),
    ...keys.map((key) => `foreign key "${key.constraint.name}" of "${displayName(key.table.name)}"`),
  ]
  return names.length === 0
    ? 'the history shows nothing, the database may know more'
    : `${names.join(', ')}, as far as the history shows`
}
