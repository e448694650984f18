// Cuts an UPDATE of existing rows into batches that commit.
import { isOnFreshTable } from '../../changes/change.ts'
import { displayName } from '../../operations/names.ts'
import { columnIn } from '../../schema/schema.ts'
import { defineRecipe } from '../../plan/define-recipe.ts'
import { backfillStep, keyToWalk } from '../backfill-step.ts'
import { costsOnlyAMoment } from '../only-time.ts'

export default defineRecipe({
  id: 'update-rows',
  summary: 'Walks the primary key and commits batch by batch',
  on: ['update-rows'],
  spans: 'one change',
  draft(change, context) {
    const { table, set, where, readsOtherTables } = change.operation
    if (isOnFreshTable(change) || costsOnlyAMoment(change, context) || readsOtherTables) return undefined
    const written = new Set(set.map(({ column }) => column))
    const key = keyToWalk(change.before, table)
    const [first, ...others] = set
    if (!key || !first || key.some((column) => written.has(column))) return undefined
    // A batch may run twice after an interruption: only values that do not feed on what was written may be cut up.
    const again = set.every(
      ({ value }) => value.volatility !== 'volatile' && !value.columns.some((column) => written.has(column)),
    )
    if (!again) return undefined
    const lost = [...written].filter((column) => columnIn(context.changes[0]?.before ?? change.before, table, column))
    return {
      kind: 'draft',
      replaces: [change],
      steps: [
        backfillStep(
          {
            table,
            key,
            column: first.column,
            value: first.value,
            where: where ?? 'differs',
            ...(others.length > 0 ? { also: others } : {}),
          },
          context,
          lost.length > 0
            ? `what ${lost.map((column) => `${displayName(table)}.${column}`).join(', ')} held before: it comes back only from a backup`
            : undefined,
        ),
      ],
      title: `Update ${displayName(table)} (${set.map(({ column }) => column).join(', ')})`,
      type: 'Backfill',
      strategy: 'Batches along the key, each committed on its own',
    }
  },
})
