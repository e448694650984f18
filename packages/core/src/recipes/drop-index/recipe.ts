// Drops an index concurrently, after what takes its place stands.
import { indexIn } from '../../schema/schema.ts'
import { displayName } from '../../operations/names.ts'
import { keyOf } from '../../operations/names.ts'
import { defineRecipe } from '../../plan/define-recipe.ts'
import { dropIndexStep } from '../index-steps.ts'

export default defineRecipe({
  id: 'drop-index',
  summary: 'Drops the index concurrently, after the indexes that take its place are built',
  on: ['drop-index'],
  spans: 'one change',
  draft(change, context) {
    if (change.operation.concurrently) return undefined
    const found = indexIn(change.before, change.operation.index)
    if (!found || change.fresh.has(keyOf(found.table.name))) return undefined
    const rows = context.rowsOf(found.table.name)
    if (rows !== undefined && rows < context.smallTable) return undefined
    const target = displayName(found.table.name)
    if (found.table.partitioned)
      return { kind: 'refusal', about: [change], reason: `${target} is partitioned: its index cannot be dropped concurrently` }
    return {
      kind: 'draft',
      replaces: [change],
      steps: [dropIndexStep(found.index, 'constrain')],
      title: `Drop index ${found.index.name} of ${target}`,
      type: 'Drop index',
      strategy: 'Drop concurrently, in a file of its own',
    }
  },
})
