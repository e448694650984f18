// Replaces a column by one of the new type under the same name, without rewriting the table under a lock.
import { isOnFreshTable } from '../../changes/change.ts'
import { defineRecipe, type RecipeContext } from '../../plan/define-recipe.ts'
import type { Draft, DraftStep } from '../../plan/draft.ts'
import { displayName } from '../../operations/names.ts'
import { blocksForLong } from '../../effects/effects.ts'
import { backfillStep } from '../backfill-step.ts'
import { notNullSteps } from '../not-null-steps.ts'
import { costsOnlyAMoment } from '../only-time.ts'
import { clusterOf, type Cluster, type Member } from './cluster.ts'
import { isFaithful, retypedDirectly, retypingOf } from './retyping.ts'
import type { Intent } from '../../plan/intent.ts'
import { swapSteps, syncAfter } from './swap.ts'
import { columnAfter, dropTypeStep, transformAfter, type TypeExchange } from './type-exchange.ts'

export default defineRecipe({
  id: 'change-column-type',
  summary:
    'Fills a column of the new type beside the old one, kept equal by a trigger, and swaps their names in one short transaction',
  on: ['change-column-type', 'drop-column'],
  spans: 'several changes',
  draft(change, context) {
    const retyping = retypingOf(change, context)
    if (!retyping || isOnFreshTable(change)) return undefined
    if (!retyping.add && (!blocksForLong(change.effects) || costsOnlyAMoment(change, context))) return undefined
    const cluster = clusterOf(retyping, context)
    if (cluster.kind === 'refusal') return cluster
    const swap = swapSteps(cluster, context)
    if ('kind' in swap) return swap
    const draft: Draft = {
      kind: 'draft',
      replaces: [change, ...cluster.claimed.filter((claimed) => claimed !== change)],
      steps: [
        ...cluster.members.map(expandStep),
        ...cluster.members.map((member) =>
          backfillStep(
            {
              table: member.table.name,
              key: member.key,
              column: member.temporary,
              value: { column: member.column.name, transform: member.forward },
              where: 'differs',
            },
            context,
          ),
        ),
        ...cluster.members.flatMap((member) =>
          member.after.nullable ? [] : notNullSteps(member.table.name, member.temporary, context),
        ),
        ...swap.build,
        swap.swap,
        ...swap.validate,
        ...cluster.members.map((member) => contractStep(member, cluster.exchange)),
        ...(cluster.exchange ? [dropTypeStep(cluster.exchange)] : []),
      ],
      ...(cluster.members.every(({ retyping: own }) => isFaithful(own)) ? {} : { direct: directly(cluster, context) }),
      title: `Change type of ${cluster.members.map(({ target, column, after }) => `${target} from ${column.type.sql} to ${after.type.sql}`).join('; ')}`,
      type: 'Change type',
      strategy: 'New column beside the old one, both kept equal by a trigger; their names are swapped in one short transaction',
      before: cluster.members.flatMap(beforeChecks),
      after: cluster.members.map(({ table, column, retired, forward, target }) => ({
        title: `${target} equals its old values, converted, in every row`,
        question: {
          kind: 'differences',
          table: table.name,
          column: column.name,
          from: retired,
          transform: transformAfter(forward, cluster.exchange),
        },
        expected: 0,
      })),
      pointOfNoReturn: `what the application writes into ${cluster.members.map(({ target }) => target).join(', ')} that the old type cannot hold comes back only from a backup`,
    }
    return draft
  },
})

/** The claimed statements in their order, with the type changes as they were meant. */
function directly({ members, claimed }: Cluster, context: RecipeContext): readonly Intent[] {
  return claimed.flatMap((change): readonly Intent[] => {
    const member = members.find(({ retyping }) => retyping.change === change)
    if (member)
      return isFaithful(member.retyping)
        ? [{ kind: 'as-written', sql: change.sql, operation: change.operation }]
        : retypedDirectly(member.retyping, context)
    if (members.some(({ retyping }) => retyping.add === change)) return []
    return [{ kind: 'as-written', sql: change.sql, operation: change.operation }]
  })
}

function beforeChecks({ table, column, after, target, using }: Member): NonNullable<Draft['before']> {
  return [
    { title: `Rows of ${displayName(table.name)}`, question: { kind: 'row-count', table: table.name }, expected: 'record' },
    {
      title: `Every value of ${target} converts to ${after.type.sql}`,
      question: {
        kind: 'conversion-failures',
        table: table.name,
        column: column.name,
        from: column.type,
        to: after.type,
        ...(using ? { using } : {}),
      },
      expected: 0,
    },
  ]
}

function expandStep(member: Member): DraftStep {
  const { table, column, after, temporary, sync, target } = member
  const { default: _later, autoIncrement: _counter, ...plain } = after
  return {
    phase: 'expand',
    title: `Add ${temporary} beside ${target} and keep both equal`,
    slug: `add_${temporary}`,
    pattern: 'Type change beside the old column',
    intents: [
      {
        kind: 'add-column',
        table: table.name,
        column: { ...plain, name: temporary, nullable: true },
        constraints: [],
        ifNotExists: false,
      },
      { ...sync, old: column.name, new: temporary },
    ],
    rollback: {
      kind: 'reversible',
      intents: [
        { kind: 'drop-sync', table: table.name, name: sync.name },
        { kind: 'drop-column', table: table.name, column: temporary, ifExists: false, cascade: false },
      ],
    },
  }
}

function contractStep(member: Member, types: TypeExchange | undefined): DraftStep {
  const { table, column, retired, sync, target } = member
  const { default: _moved, autoIncrement: _counter, ...plain } = columnAfter(column, types)
  return {
    phase: 'contract',
    title: `Drop the old values of ${target} and the trigger`,
    slug: `drop_${retired}`,
    pattern: 'Type change beside the old column',
    intents: [
      { kind: 'drop-sync', table: table.name, name: sync.name },
      { kind: 'drop-column', table: table.name, column: retired, ifExists: false, cascade: false },
    ],
    rollback: {
      kind: 'loses-data',
      intents: [
        {
          kind: 'add-column',
          table: table.name,
          column: { ...plain, name: retired, nullable: true },
          constraints: [],
          ifNotExists: false,
        },
        {
          kind: 'set-values',
          table: table.name,
          column: retired,
          value: { column: column.name, transform: transformAfter(member.backward, types) },
          where: 'all',
        },
        ...member.retiredIndexes.map(
          (index) => ({ kind: 'add-index', table: table.name, index, concurrently: false, ifNotExists: false }) as const,
        ),
        syncAfter(member, types),
      ],
      loses: `values of ${target} that ${column.type.sql} cannot hold become NULL`,
    },
  }
}
