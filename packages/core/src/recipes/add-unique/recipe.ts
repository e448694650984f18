// Adds a unique constraint from an index that was built concurrently.
import { displayName } from '../../operations/names.ts'
import { defineRecipe } from '../../plan/define-recipe.ts'
import { keyByIndexSteps, noDuplicates, validCheck } from '../constraint-steps.ts'
import { costsOnlyAMoment } from '../only-time.ts'

export default defineRecipe({
  id: 'add-unique',
  summary: 'Builds the unique index concurrently, then makes it the constraint',
  on: ['add-unique'],
  spans: 'one change',
  draft(change, context) {
    const { table, constraint } = change.operation
    if (constraint.usingIndex !== undefined || costsOnlyAMoment(change, context)) return undefined
    return {
      kind: 'draft',
      replaces: [change],
      steps: keyByIndexSteps(table, constraint),
      title: `Add unique constraint ${constraint.name} to ${displayName(table)} (${constraint.columns.join(', ')})`,
      type: 'Add unique constraint',
      strategy: 'Build the index concurrently, then make it the constraint',
      before: [noDuplicates(table, constraint.columns)],
      after: [validCheck(table, constraint.name)],
    }
  },
})
