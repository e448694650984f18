// Whether a direct statement would cost nothing but a moment: the table is known to be small.
import type { Change } from '../changes/change.ts'
import { isOnFreshTable, tableOf } from '../changes/change.ts'
import type { RecipeContext } from '../plan/define-recipe.ts'

/** True on tables that nobody uses yet, and on those that are known to have few rows. */
export function costsOnlyAMoment(change: Change, context: RecipeContext): boolean {
  if (isOnFreshTable(change)) return true
  const table = tableOf(change.operation)
  const rows = change.rows ?? (table ? context.rowsOf(table) : undefined)
  return rows !== undefined && rows < context.smallTable
}
