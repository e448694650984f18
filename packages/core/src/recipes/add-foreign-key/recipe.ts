// Adds a foreign key for new rows first, then validates the old ones.
import { type Change, isOnFreshTable } from '../../changes/change.ts'
import type { ForeignKeyConstraint } from '../../operations/definitions.ts'
import { displayName } from '../../operations/names.ts'
import { defineRecipe } from '../../plan/define-recipe.ts'
import { tableIn } from '../../schema/schema.ts'
import { beforeCheck, validatedLaterSteps, validCheck } from '../constraint-steps.ts'

export default defineRecipe({
  id: 'add-foreign-key',
  summary: 'Adds the foreign key NOT VALID, then validates it in a transaction of its own',
  on: ['add-foreign-key'],
  spans: 'one change',
  draft(change, context) {
    const { table } = change.operation
    const constraint = asResolved(change)
    if (!constraint.validated || !constraint.enforced || isOnFreshTable(change)) return undefined
    const target = displayName(table)
    if (tableIn(change.before, table)?.partitioned && context.version.major < 18) {
      return {
        kind: 'refusal',
        about: [change],
        reason: `${target} is partitioned: before version 18 a foreign key on it cannot be added NOT VALID`,
      }
    }
    return {
      kind: 'draft',
      replaces: [change],
      steps: validatedLaterSteps(table, constraint),
      title: `Add foreign key ${constraint.name}: ${target} (${constraint.columns.join(', ')}) → ${displayName(constraint.references.table)}`,
      type: 'Add foreign key',
      strategy: 'Add NOT VALID, then validate without blocking writes',
      before: [beforeCheck(table, constraint)],
      after: [validCheck(table, constraint.name)],
    }
  },
})

/** The constraint with the columns that it points at, which its statement need not name. */
function asResolved(change: Change<'add-foreign-key'>): ForeignKeyConstraint {
  const { table, constraint } = change.operation
  const resolved = tableIn(change.after, table)?.constraints.find(({ name }) => name === constraint.name)
  return resolved?.kind === 'foreign-key' ? resolved : constraint
}
