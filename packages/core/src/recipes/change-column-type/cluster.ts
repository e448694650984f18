// The columns that must change their type together, because foreign keys tie them, and the changes that this takes over.
import { columnsOf, columnsOfIndex } from '../../schema/apply-to-columns.ts'
import { isChange, type Change } from '../../changes/change.ts'
import { columnKey, touchesOf } from '../../changes/touches.ts'
import type { ColumnDefinition, Expression, IndexDefinition } from '../../operations/definitions.ts'
import { displayName, keyOf, sameName } from '../../operations/names.ts'
import type { RecipeContext } from '../../plan/define-recipe.ts'
import type { Refusal } from '../../plan/draft.ts'
import type { SyncColumns, Transform } from '../../plan/intent.ts'
import { columnIn, foreignKeysTo, tableIn, type Schema, type Table } from '../../schema/schema.ts'
import { blocksForLong } from '../../effects/effects.ts'
import { keyToWalk } from '../backfill-step.ts'
import { obstacleTo } from '../dependents.ts'
import { type Retyping, retypingOf, targetOf } from './retyping.ts'
import { type TypeExchange, typeExchangeOf } from './type-exchange.ts'

/** One column on its way to its new type. */
export interface Member {
  readonly retyping: Retyping
  readonly table: Table
  readonly column: ColumnDefinition
  /** As it must be in the end. */
  readonly after: ColumnDefinition
  readonly using?: Expression
  readonly forward: Transform
  readonly backward: Transform
  /** Its name until the swap, and the old column's name after it. */
  readonly temporary: string
  readonly retired: string
  readonly sync: SyncColumns
  readonly key: readonly string[]
  readonly target: string
  /** The old column's own indexes as they stand after the swap. */
  readonly retiredIndexes: readonly IndexDefinition[]
}

export interface Cluster {
  readonly kind: 'cluster'
  readonly members: readonly Member[]
  readonly claimed: readonly Change[]
  readonly before: Schema
  readonly final: Schema
  /** Where the new type takes the old one's name. */
  readonly exchange?: TypeExchange
}

/** The column asked about and those tied to it that change in the same migration. */
export function clusterOf(retyping: Retyping, context: RecipeContext): Cluster | Refusal {
  const { change } = retyping
  const before = context.changes[0]?.before ?? change.before
  const final = context.changes.at(-1)?.after ?? change.after
  const refuse = (reason: string): Refusal => ({ kind: 'refusal', about: [change], reason })
  const retypings = tiedTo(retyping, context, before)
  const members: Member[] = []
  for (const candidate of retypings) {
    const member = memberOf(candidate, before, final, context)
    if (typeof member === 'string') return refuse(member)
    members.push(member)
  }
  const claimed = context.changes.filter(
    (candidate) =>
      retypings.some((own) => own.change === candidate || own.add === candidate) ||
      members.some((member) => concerns(candidate, member)),
  )
  const exchange = typeExchangeOf(retypings, before, final, context)
  if (typeof exchange === 'string') return refuse(`${members.map(({ target }) => target).join(', ')}: ${exchange}`)
  const all = exchange
    ? context.changes.filter((candidate) => claimed.includes(candidate) || exchange.changes.includes(candidate))
    : claimed
  return { kind: 'cluster', members, claimed: all, before, final, ...(exchange ? { exchange } : {}) }
}

function tiedTo(retyping: Retyping, context: RecipeContext, before: Schema): readonly Retyping[] {
  const all = context.changes
    .flatMap((change) => retypingOf(change, context) ?? [])
    .filter(({ table, change, add }) => before.tables.has(keyOf(table)) && (add !== undefined || blocksForLong(change.effects)))
    .map((candidate) => (candidate.change === retyping.change ? retyping : candidate))
  const found = [retyping]
  for (const member of found) {
    found.push(...all.filter((candidate) => !found.includes(candidate) && areTied(before, member, candidate, context)))
  }
  return all.filter((candidate) => found.includes(candidate))
}

/** A foreign key runs between the two columns, both stand in one table (whose swap is then one step), or both get a type that is about to be renamed. */
function areTied(schema: Schema, one: Retyping, other: Retyping, { changes }: RecipeContext): boolean {
  if (sameName(one.table, other.table)) return true
  if (
    one.type.name === other.type.name &&
    changes.some((change) => isChange(change, 'rename-type') && change.operation.type.name === one.type.name)
  )
    return true
  const ties = (child: Retyping, parent: Retyping): boolean =>
    foreignKeysTo(schema, parent.table).some(
      ({ table, constraint }) =>
        sameName(table.name, child.table) &&
        constraint.columns.includes(child.column) &&
        constraint.references.columns.includes(parent.column),
    )
  return ties(one, other) || ties(other, one)
}

function memberOf(retyping: Retyping, before: Schema, final: Schema, context: RecipeContext): Member | string {
  const { table: name, column } = retyping
  const target = targetOf(retyping)
  const table = tableIn(before, name)
  const definition = columnIn(before, name, column)
  const obstacle = obstacleTo(before, name, column)
  if (obstacle !== undefined || !table || !definition) {
    return `the type of ${target} cannot be changed online: ${obstacle ?? 'its definition is not known'}`
  }
  const last = columnIn(final, name, column)
  if (!last) return `the type of ${target} changes and the column goes or is renamed in the same migration: ${apart}`
  const after: ColumnDefinition = { ...last, type: retyping.type }
  const alongside = changedAlongside(definition, after, tableIn(final, name), table)
  if (alongside !== undefined) return `${target} changes its type and ${alongside} in the same migration: ${apart}`
  const key = keyToWalk(before, name)
  if (!key) return `${displayName(name)} has no primary or unique key to walk`
  return {
    retyping,
    table,
    column: definition,
    after,
    key,
    target,
    ...replacementOf(retyping, table, definition, after, context),
  }
}

/** What else changes about the column that cannot be done in the same swap. */
function changedAlongside(
  before: ColumnDefinition,
  after: ColumnDefinition,
  final: Table | undefined,
  table: Table,
): string | undefined {
  if (before.nullable && !after.nullable) return 'becomes NOT NULL'
  if (before.autoIncrement?.startsWith('identity') && !after.autoIncrement) return 'stops counting'
  const stranger = strangerOn(final, table, before.name)
  return stranger && `gets ${stranger}, which stands on a column that is added`
}

const apart = 'do one of them in a migration of its own'

type Replacement = Pick<Member, 'using' | 'forward' | 'backward' | 'temporary' | 'retired' | 'sync' | 'retiredIndexes'>

function replacementOf(
  { using }: Retyping,
  table: Table,
  before: ColumnDefinition,
  after: ColumnDefinition,
  context: RecipeContext,
): Replacement {
  const column = before.name
  const temporary = context.nameOf(column, 'new')
  const retired = context.nameOf(column, 'old')
  const forward: Transform = { kind: 'convert', from: before.type, to: after.type, ...(using ? { using } : {}) }
  const backward: Transform = { kind: 'convert', from: after.type, to: before.type }
  const name = context.nameOf('sync', table.name.name, column)
  const indexes = table.indexes.filter((index) => columnsOfIndex(index).includes(column))
  return {
    ...(using ? { using } : {}),
    forward,
    backward,
    temporary,
    retired,
    sync: { kind: 'sync-columns', table: table.name, old: column, new: temporary, forward, backward, name },
    retiredIndexes: indexes.map((index) => ({
      ...index,
      name: context.nameOf(index.name, 'old'),
      keys: index.keys.map((each) => (each.column === column ? { ...each, column: retired } : each)),
    })),
  }
}

/** The name of an index or constraint on the column that also stands on a column which is not there yet. */
function strangerOn(final: Table | undefined, before: Table, column: string): string | undefined {
  const known = new Set(before.columns.map(({ name }) => name))
  const strange = (columns: readonly string[]): boolean => columns.includes(column) && columns.some((each) => !known.has(each))
  return (
    final?.indexes.find((index) => strange(columnsOfIndex(index)))?.name ??
    final?.constraints.find((constraint) => strange(columnsOf(constraint)))?.name
  )
}

const takenOver = new Set([
  'drop-constraint',
  'add-primary-key',
  'add-unique',
  'add-foreign-key',
  'add-check',
  'set-default',
  'drop-default',
  'drop-not-null',
  'drop-index',
  'add-index',
  'rename-index',
  'rename-constraint',
])

/** Whether a change is about what stands on the column: the swap brings that to its end by itself. */
function concerns(change: Change, member: Member): boolean {
  if (!takenOver.has(change.operation.kind)) return false
  const { keys, uses } = touchesOf([change])
  const column = columnKey(member.table.name, member.column.name)
  return keys.has(column) || uses.has(column)
}
