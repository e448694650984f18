// A batched backfill as a step, and the key that it walks.
import type { TableName } from '../operations/names.ts'
import { displayName } from '../operations/names.ts'
import type { RecipeContext } from '../plan/define-recipe.ts'
import type { DraftStep } from '../plan/draft.ts'
import type { Backfill } from '../plan/intent.ts'
import { primaryKeyOf, tableIn, type Schema } from '../schema/schema.ts'

/** The columns of a key that names every row: the primary key, else a unique key without NULLs; undefined where there is none. */
export function keyToWalk(schema: Schema, name: TableName): readonly string[] | undefined {
  const table = tableIn(schema, name)
  if (!table) return undefined
  const notNull = (columns: readonly string[]): boolean =>
    columns.length > 0 && columns.every((column) => table.columns.some((found) => found.name === column && !found.nullable))
  const primary = primaryKeyOf(table)?.columns
  if (primary && primary.length > 0) return primary
  const constraint = table.constraints.find((candidate) => candidate.kind === 'unique' && notNull(candidate.columns))
  if (constraint?.kind === 'unique') return constraint.columns
  const index = table.indexes.find(
    (candidate) => candidate.unique && !candidate.where && notNull(candidate.keys.map(({ column }) => column ?? '')),
  )
  return index?.keys.flatMap(({ column }) => (column === undefined ? [] : [column]))
}

/** `loses`: what cannot come back where the column was there before; a column that the plan itself adds goes again when it is undone. */
export function backfillStep(
  backfill: Omit<Backfill, 'kind' | 'batchSize' | 'pauseMs'>,
  context: RecipeContext,
  loses?: string,
): DraftStep {
  const { size, pauseMs } = context.batch(context.rowsOf(backfill.table))
  return {
    phase: 'backfill',
    title: `Fill ${displayName(backfill.table)}.${backfill.column} of existing rows, batch by batch`,
    slug: `backfill_${backfill.column}`,
    pattern: 'Backfill in batches that commit',
    intents: [{ kind: 'backfill', ...backfill, batchSize: size, pauseMs }],
    rollback: loses === undefined ? { kind: 'reversible', intents: [] } : { kind: 'loses-data', intents: [], loses },
    alone: true,
  }
}
