// Adds a column so that neither its default nor its NOT NULL nor its constraints touch existing rows under a lock.
import { isOnFreshTable, type Change } from '../../changes/change.ts'
import type { Expression } from '../../operations/definitions.ts'
import { displayName, sameName, siblingName } from '../../operations/names.ts'
import { defineRecipe, type RecipeContext } from '../../plan/define-recipe.ts'
import type { Answer, Draft, DraftStep } from '../../plan/draft.ts'
import type { Intent } from '../../plan/intent.ts'
import { apply } from '../../schema/apply.ts'
import { keyToWalk } from '../backfill-step.ts'
import { addConstraint } from '../restore.ts'
import { inlineConstraintSteps } from '../inline-constraints.ts'
import { exampleFor } from '../example-value.ts'
import { costsOnlyAMoment } from '../only-time.ts'
import { counted, filledByDefault, filledByTrigger, filledThenDefaulted, type NewColumn } from './ways.ts'

export default defineRecipe({
  id: 'add-column',
  summary: 'Adds the column without touching existing rows, then fills them in batches, then constrains',
  on: ['add-column'],
  spans: 'one change',
  draft(change, context) {
    if (isOnFreshTable(change)) return undefined
    const { table, column, constraints } = change.operation
    const added: NewColumn = { table, column, target: `${displayName(table)}.${column.name}` }
    const way = chooseWay(change, added, context)
    if (way === undefined && constraints.length === 0) return undefined
    if (way && 'kind' in way) return way
    const inline = inlineConstraintSteps(change, table, constraints)
    return 'kind' in inline ? inline : draftOf(change, added, way, inline)
  },
})

function draftOf(change: Change<'add-column'>, added: NewColumn, way: Way | undefined, inline: readonly DraftStep[]): Draft {
  const { table, column, target } = added
  const direct = way?.direct && [
    ...way.direct,
    ...change.operation.constraints.map((constraint) => addConstraint(table, constraint)),
  ]
  return {
    kind: 'draft',
    replaces: [change],
    steps: [...(way?.steps ?? [plainStep(change, added)]), ...inline],
    ...(direct ? { direct } : {}),
    title: `Add column ${target} (${column.type.sql}${column.nullable ? '' : ', NOT NULL'})`,
    type: column.nullable ? 'Add column' : 'Add NOT NULL column',
    strategy: way?.strategy ?? 'Add the column first, its constraints by stages',
    after: column.nullable
      ? []
      : [{ title: `${target} has no NULL`, question: { kind: 'nulls', table, column: column.name }, expected: 0 }],
  }
}

function plainStep({ operation }: Change<'add-column'>, { table, column, target }: NewColumn): DraftStep {
  return {
    phase: 'expand',
    title: `Add ${target}`,
    slug: `add_${column.name}`,
    pattern: 'Column without its constraints',
    intents: [{ ...operation, constraints: [] }],
    rollback: {
      kind: 'reversible',
      intents: [{ kind: 'drop-column', table, column: column.name, ifExists: false, cascade: false }],
    },
  }
}

interface Way {
  readonly steps: readonly DraftStep[]
  readonly direct?: readonly Intent[]
  readonly strategy: string
}

function chooseWay(change: Change<'add-column'>, added: NewColumn, context: RecipeContext): Way | Answer | undefined {
  const { column, target } = added
  if (column.autoIncrement) return costsOnlyAMoment(change, context) ? undefined : countedWay(change, added, context)
  if (column.generated?.kind === 'stored')
    return refuse(change, `${target} is a stored generated column, which rewrites the table and cannot be added online`)
  if (column.default?.volatility === 'volatile')
    return costsOnlyAMoment(change, context) ? undefined : volatileWay(change, added, column.default, context)
  return column.default || column.nullable || column.generated ? undefined : requiredWay(change, added, context)
}

/** A counter draws a number for every row: new rows by the default, old ones by the backfill. */
function countedWay(change: Change<'add-column'>, added: NewColumn, context: RecipeContext): Way | Answer {
  const { column, table, target } = added
  const name = `${table.name}_${column.name}_seq`
  if (column.autoIncrement !== 'serial' || context.nameOf(name) !== name)
    return refuse(change, `${target} is an identity column, which rewrites the table: add it as serial, or to a new table`)
  const key = keyToWalk(change.before, table)
  if (!key) return refuse(change, `${displayName(table)} has no primary or unique key to walk, so it cannot be filled in batches`)
  return {
    steps: counted(added, siblingName(table, name), key, context),
    strategy: 'Add nullable with a sequence for new rows, number old rows in batches, prove NOT NULL',
  }
}

/** NOT NULL without a default: somebody must say what the rows that exist get. */
function requiredWay(change: Change<'add-column'>, added: NewColumn, context: RecipeContext): Way | Answer {
  const { column, table, target } = added
  const fill = context.decisions.fills.find((candidate) => sameName(candidate.table, table) && candidate.column === column.name)
  if (!fill) {
    const question = `${target} is NOT NULL without a default: which value do the rows that exist get, and those that the running application goes on writing?`
    return { kind: 'question', about: [change], question, answers: [`--fill "${target}=${exampleFor(column.type.name)}"`] }
  }
  const direct: readonly Intent[] = [
    { kind: 'add-column', table, column: { ...column, nullable: true }, constraints: [], ifNotExists: false },
    { kind: 'set-values', table, column: column.name, value: fill.value, where: 'all' },
    { kind: 'set-not-null', table, column: column.name },
  ]
  if (fill.value.volatility !== 'volatile' && fill.value.columns.length === 0) {
    return {
      steps: filledByDefault(added, fill.value),
      direct,
      strategy: 'Add with a default that fills old rows at once; drop the default when the old application is gone',
    }
  }
  const key = keyToWalk(apply(change.before, change.operation), table)
  if (!key) return refuse(change, `${displayName(table)} has no primary or unique key to walk, so it cannot be filled in batches`)
  const strategy =
    'Add nullable with a trigger that fills it, backfill in batches, prove NOT NULL; drop the trigger when the old application is gone'
  return { steps: filledByTrigger(added, fill.value, key, context), direct, strategy }
}

function volatileWay(change: Change<'add-column'>, added: NewColumn, value: Expression, context: RecipeContext): Way | Answer {
  const key = keyToWalk(apply(change.before, change.operation), added.table)
  if (!key)
    return refuse(change, `${displayName(added.table)} has no primary or unique key to walk, so it cannot be filled in batches`)
  return {
    steps: filledThenDefaulted(added, value, key, context),
    strategy: 'Add nullable, set the default for new rows, backfill old rows in batches, then constrain',
  }
}

function refuse(change: Change, reason: string): Answer {
  return { kind: 'refusal', about: [change], reason }
}
