// Cuts a DELETE into batches that commit.
import { isOnFreshTable } from '../../changes/change.ts'
import { displayName } from '../../operations/names.ts'
import { defineRecipe } from '../../plan/define-recipe.ts'
import { keyToWalk } from '../backfill-step.ts'
import { costsOnlyAMoment } from '../only-time.ts'

export default defineRecipe({
  id: 'delete-rows',
  summary: 'Walks the primary key and deletes batch by batch',
  on: ['delete-rows'],
  spans: 'one change',
  draft(change, context) {
    const { table, where, readsOtherTables } = change.operation
    if (isOnFreshTable(change) || costsOnlyAMoment(change, context) || readsOtherTables) return undefined
    const key = keyToWalk(change.before, table)
    if (!key) return undefined
    const { size, pauseMs } = context.batch(context.rowsOf(table))
    return {
      kind: 'draft',
      replaces: [change],
      steps: [
        {
          phase: 'backfill',
          title: `Delete rows of ${displayName(table)}, batch by batch`,
          slug: `delete_from_${table.name}`,
          pattern: 'Delete in batches that commit',
          intents: [{ kind: 'delete-in-batches', table, key, ...(where ? { where } : {}), batchSize: size, pauseMs }],
          rollback: {
            kind: 'loses-data',
            intents: [],
            loses: `the deleted rows of ${displayName(table)}: they come back only from a backup`,
          },
          alone: true,
        },
      ],
      title: `Delete rows of ${displayName(table)}`,
      type: 'Delete rows',
      strategy: 'Batches along the key, each committed on its own',
      pointOfNoReturn: `the deleted rows of ${displayName(table)} come back only from a backup`,
    }
  },
})
