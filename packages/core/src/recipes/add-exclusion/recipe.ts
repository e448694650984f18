// Says why an exclusion constraint cannot be added while the application runs.
import { displayName } from '../../operations/names.ts'
import { defineRecipe } from '../../plan/define-recipe.ts'
import { costsOnlyAMoment } from '../only-time.ts'

export default defineRecipe({
  id: 'add-exclusion',
  summary: 'Refuses: the engine builds the index under a lock that keeps everybody out, and has no other way',
  on: ['add-exclusion'],
  spans: 'one change',
  draft(change, context) {
    if (costsOnlyAMoment(change, context)) return undefined
    const reason = `exclusion constraint ${change.operation.constraint.name} cannot be added to ${displayName(change.operation.table)} online: the engine knows neither NOT VALID nor a concurrent build for it, so it needs a window as long as the index build`
    return { kind: 'refusal', about: [change], reason }
  },
})
