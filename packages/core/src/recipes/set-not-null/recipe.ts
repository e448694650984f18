// Makes an existing column NOT NULL while the old application may still write NULL.
import { isOnFreshTable, type Change, isChange } from '../../changes/change.ts'
import type { Expression } from '../../operations/definitions.ts'
import { displayName, sameName } from '../../operations/names.ts'
import { defineRecipe, type RecipeContext } from '../../plan/define-recipe.ts'
import type { Answer } from '../../plan/draft.ts'
import type { Intent } from '../../plan/intent.ts'
import { columnIn, tableIn } from '../../schema/schema.ts'
import { exampleFor } from '../example-value.ts'
import { backfillStep, keyToWalk } from '../backfill-step.ts'
import { notNullSteps } from '../not-null-steps.ts'

export default defineRecipe({
  id: 'set-not-null',
  summary:
    'Fills NULLs by a trigger and a backfill, proves NOT NULL by a validated check, and drops the trigger when the old application is gone',
  on: ['set-not-null'],
  spans: 'several changes',
  draft(change, context) {
    if (isOnFreshTable(change) || isProved(change)) return undefined
    const { table, column } = change.operation
    const target = `${displayName(table)}.${column}`
    if (columnIn(change.before, table, column)?.nullable === false) return undefined
    const own = ownBackfill(change, context)
    const value =
      context.decisions.fills.find((fill) => sameName(fill.table, table) && fill.column === column)?.value ?? own?.value
    if (!value) return ask(change, target)
    const key = keyToWalk(change.before, table)
    if (!key)
      return {
        kind: 'refusal',
        about: [change],
        reason: `${displayName(table)} has no primary or unique key to walk, so its NULLs cannot be filled in batches`,
      }
    const name = context.nameOf('fill', table.name, column)
    const fill: Intent = { kind: 'fill-column', table, column, value, name }
    const dropFill: Intent = { kind: 'drop-sync', table, name }
    return {
      kind: 'draft',
      replaces: own ? [change, own.change] : [change],
      steps: [
        {
          phase: 'expand',
          title: `Fill ${target} in every row that is written without it from now on`,
          slug: `fill_${column}`,
          pattern: 'NOT NULL while the old application still writes NULL',
          intents: [fill],
          rollback: { kind: 'reversible', intents: [dropFill] },
        },
        backfillStep(
          { table, key, column, value, where: 'null' },
          context,
          `which values of ${target} were NULL: they keep what they were filled with`,
        ),
        ...notNullSteps(table, column, context),
        {
          phase: 'contract',
          title: `Drop the trigger that fills ${target} for the old application`,
          slug: `drop_fill_${column}`,
          pattern: 'NOT NULL while the old application still writes NULL',
          intents: [dropFill],
          rollback: { kind: 'reversible', intents: [fill] },
        },
      ],
      direct: [
        { kind: 'set-values', table, column, value, where: 'null' },
        { kind: 'set-not-null', table, column },
      ],
      title: `Make ${target} NOT NULL`,
      type: 'Set NOT NULL',
      strategy: 'Fill by trigger and backfill, prove by a validated check, then SET NOT NULL without a scan',
      before: [
        {
          title: `Rows of ${displayName(table)} whose ${column} is NULL`,
          question: { kind: 'nulls', table, column },
          expected: 'informational',
        },
      ],
      after: [{ title: `${target} has no NULL`, question: { kind: 'nulls', table, column }, expected: 0 }],
    }
  },
})

/** A validated check already says so: the author did it the safe way. */
function isProved(change: Change<'set-not-null'>): boolean {
  return change.effects.work === 'catalog' && tableIn(change.before, change.operation.table) !== undefined
}

function ask(change: Change<'set-not-null'>, target: string): Answer {
  return {
    kind: 'question',
    about: [change],
    question: `${target} becomes NOT NULL: which value do the rows get in which it is NULL now, and those that the running application writes without it?`,
    answers: [
      `--fill "${target}=${exampleFor(columnIn(change.before, change.operation.table, change.operation.column)?.type.name ?? 'text')}"`,
    ],
  }
}

/** The author's own `UPDATE … SET column = value WHERE column IS NULL` earlier in the migration says the value. */
function ownBackfill(
  change: Change<'set-not-null'>,
  context: RecipeContext,
): { readonly change: Change; readonly value: Expression } | undefined {
  const { table, column } = change.operation
  const nullTests = new Set([`${column} is null`, `${context.quote(column)} is null`].map((text) => text.toLowerCase()))
  for (const candidate of context.changes) {
    if (candidate === change) return undefined
    if (
      !isChange(candidate, 'update-rows') ||
      !sameName(candidate.operation.table, table) ||
      candidate.operation.readsOtherTables
    )
      continue
    const [assignment, ...others] = candidate.operation.set
    const where = candidate.operation.where?.sql.toLowerCase()
    if (others.length === 0 && assignment?.column === column && where !== undefined && nullTests.has(where))
      return { change: candidate, value: assignment.value }
  }
  return undefined
}
