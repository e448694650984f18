// Builds an index concurrently.
import { costsOnlyAMoment } from '../only-time.ts'
import { buildIndexStep } from '../index-steps.ts'
import { noDuplicates } from '../constraint-steps.ts'
import { displayName } from '../../operations/names.ts'
import { defineRecipe } from '../../plan/define-recipe.ts'
import { tableIn } from '../../schema/schema.ts'

export default defineRecipe({
  id: 'add-index',
  summary: 'Builds the index concurrently, in a file of its own outside a transaction',
  on: ['add-index'],
  spans: 'one change',
  draft(change, context) {
    const { index, concurrently } = change.operation
    if (concurrently || costsOnlyAMoment(change, context)) return undefined
    const target = displayName(index.table)
    if (tableIn(change.before, index.table)?.partitioned) {
      return {
        kind: 'refusal',
        about: [change],
        reason: `${target} is partitioned: an index on it cannot be built concurrently in one statement`,
      }
    }
    const columns = index.keys.flatMap(({ column }) => (column === undefined ? [] : [column]))
    const plainKey = index.unique && columns.length === index.keys.length && !index.where
    return {
      kind: 'draft',
      replaces: [change],
      steps: [buildIndexStep(index, 'expand')],
      title: `Add ${index.unique ? 'unique ' : ''}index ${index.name} on ${target} (${columns.join(', ') || 'expression'})`,
      type: index.unique ? 'Add unique index' : 'Add index',
      strategy: 'Build concurrently, in a file of its own',
      ...(plainKey ? { before: [noDuplicates(index.table, columns)] } : {}),
      after: [
        {
          title: `Index ${index.name} is valid`,
          question: { kind: 'index-valid', table: index.table, index: index.name },
          expected: 1,
        },
      ],
    }
  },
})
