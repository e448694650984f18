// Adds a check for new rows first, then validates the old ones.
import { displayName } from '../../operations/names.ts'
import { defineRecipe } from '../../plan/define-recipe.ts'
import { beforeCheck, validatedLaterSteps, validCheck } from '../constraint-steps.ts'
import { costsOnlyAMoment } from '../only-time.ts'

export default defineRecipe({
  id: 'add-check',
  summary: 'Adds the check NOT VALID, then validates it in a transaction of its own',
  on: ['add-check'],
  spans: 'one change',
  draft(change, context) {
    const { table, constraint } = change.operation
    if (!constraint.validated || !constraint.enforced || costsOnlyAMoment(change, context)) return undefined
    return {
      kind: 'draft',
      replaces: [change],
      steps: validatedLaterSteps(table, constraint),
      title: `Add check ${constraint.name} to ${displayName(table)}`,
      type: 'Add check',
      strategy: 'Add NOT VALID, then validate without blocking anybody',
      before: [beforeCheck(table, constraint)],
      after: [validCheck(table, constraint.name)],
    }
  },
})
