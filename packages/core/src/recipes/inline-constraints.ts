// Constraints that were written inline with a new column, each by its own safe way.
import type { Constraint } from '../operations/definitions.ts'
import type { TableName } from '../operations/names.ts'
import type { DraftStep } from '../plan/draft.ts'
import type { Answer } from '../plan/draft.ts'
import type { Change } from '../changes/change.ts'
import { keyByIndexSteps, validatedLaterSteps } from './constraint-steps.ts'

/** The steps, or a refusal for a kind that cannot be added online. */
export function inlineConstraintSteps(
  change: Change,
  table: TableName,
  constraints: readonly Constraint[],
): readonly DraftStep[] | Answer {
  const steps: DraftStep[] = []
  for (const constraint of constraints) {
    if (constraint.kind === 'foreign-key' || constraint.kind === 'check') steps.push(...validatedLaterSteps(table, constraint))
    else if (constraint.kind === 'unique') steps.push(...keyByIndexSteps(table, constraint))
    else
      return {
        kind: 'refusal',
        about: [change],
        reason: `${constraint.kind} ${constraint.name} cannot be added inline with a new column online: add the column first, then the constraint in a migration of its own`,
      }
  }
  return steps
}
