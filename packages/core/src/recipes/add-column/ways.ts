// The three ways in which a new column gets its values without a lock on the rows.
import type { ColumnDefinition, Expression } from '../../operations/definitions.ts'
import type { TableName } from '../../operations/names.ts'
import type { RecipeContext } from '../../plan/define-recipe.ts'
import type { DraftStep } from '../../plan/draft.ts'
import type { Intent } from '../../plan/intent.ts'
import { backfillStep } from '../backfill-step.ts'
import { notNullSteps } from '../not-null-steps.ts'

export interface NewColumn {
  readonly table: TableName
  readonly column: ColumnDefinition
  /** `users.status`, for people. */
  readonly target: string
}

/** A default that is the same for every row fills old rows without touching them; it stays until the old application is gone. */
export function filledByDefault({ table, column, target }: NewColumn, value: Expression): readonly DraftStep[] {
  const withDefault: ColumnDefinition = { ...column, default: value }
  return [
    {
      phase: 'expand',
      title: `Add ${target} with a default that fills existing rows without touching them`,
      slug: `add_${column.name}`,
      pattern: 'NOT NULL column, default first',
      intents: [{ kind: 'add-column', table, column: withDefault, constraints: [], ifNotExists: false }],
      rollback: { kind: 'reversible', intents: [dropColumn(table, column)] },
    },
    {
      phase: 'contract',
      title: `Drop the default of ${target}, which only the old application needed`,
      slug: `drop_default_${column.name}`,
      pattern: 'NOT NULL column, default first',
      intents: [{ kind: 'drop-default', table, column: column.name }],
      rollback: { kind: 'reversible', intents: [{ kind: 'set-default', table, column: column.name, default: value }] },
    },
  ]
}

/** A value that other columns decide, or that differs by row: a trigger gives it to new rows, a backfill to old ones. */
export function filledByTrigger(
  added: NewColumn,
  value: Expression,
  key: readonly string[],
  context: RecipeContext,
): readonly DraftStep[] {
  const { table, column, target } = added
  const name = context.nameOf('fill', table.name, column.name)
  const fill: Intent = { kind: 'fill-column', table, column: column.name, value, name }
  const dropFill: Intent = { kind: 'drop-sync', table, name }
  return [
    {
      phase: 'expand',
      title: `Add ${target} and fill it in every row that is written from now on`,
      slug: `add_${column.name}`,
      pattern: 'NOT NULL column, filled by trigger and backfill',
      intents: [{ kind: 'add-column', table, column: { ...column, nullable: true }, constraints: [], ifNotExists: false }, fill],
      rollback: { kind: 'reversible', intents: [dropFill, dropColumn(table, column)] },
    },
    backfillStep({ table, key, column: column.name, value, where: 'null' }, context),
    ...notNullSteps(table, column.name, context),
    {
      phase: 'contract',
      title: `Drop the trigger that fills ${target} for the old application`,
      slug: `drop_fill_${column.name}`,
      pattern: 'NOT NULL column, filled by trigger and backfill',
      intents: [dropFill],
      rollback: { kind: 'reversible', intents: [fill] },
    },
  ]
}

/** A default that differs by row: set after the column is there, so that old rows are filled by the backfill and not by a rewrite. */
export function filledThenDefaulted(
  added: NewColumn,
  value: Expression,
  key: readonly string[],
  context: RecipeContext,
): readonly DraftStep[] {
  const { table, column, target } = added
  const { default: _later, ...plain } = column
  return [
    {
      phase: 'expand',
      title: `Add ${target} empty, then set its default for new rows`,
      slug: `add_${column.name}`,
      pattern: 'Volatile default after the column',
      intents: [
        { kind: 'add-column', table, column: { ...plain, nullable: true }, constraints: [], ifNotExists: false },
        { kind: 'set-default', table, column: column.name, default: value },
      ],
      rollback: { kind: 'reversible', intents: [dropColumn(table, column)] },
    },
    backfillStep({ table, key, column: column.name, value, where: 'null' }, context),
    ...(column.nullable ? [] : notNullSteps(table, column.name, context)),
  ]
}

/** What serial does, in steps: the column, its sequence for new rows, numbers for old ones. */
export function counted(
  added: NewColumn,
  sequence: TableName,
  key: readonly string[],
  context: RecipeContext,
): readonly DraftStep[] {
  const { table, column, target } = added
  const { autoIncrement: _later, ...plain } = column
  const quoted = [sequence.schema, sequence.name].flatMap((part) => (part === undefined ? [] : [context.quote(part)])).join('.')
  const next: Expression = { sql: `nextval('${quoted.replaceAll("'", "''")}')`, volatility: 'volatile', columns: [] }
  return [
    {
      phase: 'expand',
      title: `Add ${target} empty, with a sequence that numbers new rows`,
      slug: `add_${column.name}`,
      pattern: 'Counter after the column',
      intents: [
        { kind: 'add-column', table, column: { ...plain, nullable: true }, constraints: [], ifNotExists: false },
        { kind: 'start-counter', table, column: column.name, type: column.type, sequence },
      ],
      rollback: { kind: 'reversible', intents: [dropColumn(table, column)] },
    },
    backfillStep({ table, key, column: column.name, value: next, where: 'null' }, context),
    ...notNullSteps(table, column.name, context),
  ]
}

function dropColumn(table: TableName, column: ColumnDefinition): Intent {
  return { kind: 'drop-column', table, column: column.name, ifExists: false, cascade: false }
}
