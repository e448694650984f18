// NOT NULL on a filled column without a scan under a lock: a check that is validated first proves it.
import type { TableName } from '../operations/names.ts'
import { displayName } from '../operations/names.ts'
import type { CheckConstraint } from '../operations/definitions.ts'
import type { DraftStep } from '../plan/draft.ts'
import type { RecipeContext } from '../plan/define-recipe.ts'

const pattern = 'NOT NULL by a validated check'

/** Three steps, each brief or without a blocking lock; the column must hold no NULL by then, nor get one. */
export function notNullSteps(table: TableName, column: string, context: RecipeContext): readonly DraftStep[] {
  const constraint: CheckConstraint = {
    kind: 'check',
    name: context.nameOf(table.name, column, 'not_null_check'),
    expression: { sql: `${context.quote(column)} IS NOT NULL`, volatility: 'constant', columns: [column] },
    validated: false,
    enforced: true,
    noInherit: false,
  }
  const target = `${displayName(table)}.${column}`
  const drop = { kind: 'drop-constraint', table, constraint: constraint.name, ifExists: false, cascade: false } as const
  return [
    {
      phase: 'constrain',
      title: `Check new rows of ${target} for NULL`,
      slug: `check_${column}_not_null`,
      pattern,
      intents: [{ kind: 'add-check', table, constraint }],
      rollback: { kind: 'reversible', intents: [drop] },
      checks: [{ title: `${target} has no NULL`, question: { kind: 'nulls', table, column }, expected: 0 }],
    },
    {
      phase: 'constrain',
      title: `Check existing rows of ${target} for NULL, without blocking anybody`,
      slug: `validate_${column}_not_null`,
      pattern,
      intents: [{ kind: 'validate-constraint', table, constraint: constraint.name }],
      rollback: { kind: 'reversible', intents: [drop, { kind: 'add-check', table, constraint }] },
      alone: true,
    },
    {
      phase: 'constrain',
      title: `Make ${target} NOT NULL: the check proves it, so no row is read`,
      slug: `set_${column}_not_null`,
      pattern,
      intents: [{ kind: 'set-not-null', table, column }, drop],
      rollback: {
        kind: 'reversible',
        intents: [
          { kind: 'add-check', table, constraint },
          { kind: 'validate-constraint', table, constraint: constraint.name },
          { kind: 'drop-not-null', table, column },
        ],
      },
    },
  ]
}
