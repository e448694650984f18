// The steps of a rename, whether it was written as RENAME COLUMN or as a drop and an add.
import { columnsOf, columnsOfIndex } from '../../schema/apply-to-columns.ts'
import { isChange, type Change } from '../../changes/change.ts'
import { columnKey, touchesOf } from '../../changes/touches.ts'
import type { ColumnDefinition } from '../../operations/definitions.ts'
import { displayName, siblingName, type TableName } from '../../operations/names.ts'
import type { Check } from '../../plan/check.ts'
import type { RecipeContext } from '../../plan/define-recipe.ts'
import type { Answer, DraftStep } from '../../plan/draft.ts'
import type { Intent, SyncColumns, Transform } from '../../plan/intent.ts'
import { applyAll } from '../../schema/apply.ts'
import { columnIn, foreignKeysTo, primaryKeyOf, type Schema, tableIn, type Table } from '../../schema/schema.ts'
import { backfillStep, keyToWalk } from '../backfill-step.ts'
import { carryOver, type CarriedOver } from '../carry-over.ts'
import { isReferenced, obstacleTo } from '../dependents.ts'
import { notNullSteps } from '../not-null-steps.ts'
import { restoreColumn, restoreStandingOn } from '../restore.ts'

export type Rename =
  | { readonly kind: 'renamed'; readonly change: Change<'rename-column'> }
  | { readonly kind: 'dropped and added'; readonly change: Change<'drop-column'>; readonly add: Change<'add-column'> }

const nothingCarried: CarriedOver = { build: [], adopt: [], release: [], rebuild: [] }
const pattern = 'Rename beside the old column, both kept equal'

export function draftRename(rename: Rename, context: RecipeContext): Answer {
  const { change } = rename
  const start = context.changes[0]?.before ?? change.before
  const { table, column: old } = change.operation
  const target = `${displayName(table)}.${old}`
  const refuse = (reason: string): Answer => ({
    kind: 'refusal',
    about: [change],
    reason: `${target} cannot be renamed online: ${reason}`,
  })
  const known = tableIn(change.before, table)
  const before = columnIn(change.before, table, old)
  const obstacle = obstacleTo(change.before, table, old)
  if (obstacle !== undefined || !known || !before) return refuse(obstacle ?? 'its definition is not known')
  const after = newDefinition(rename, before)
  const unfit = unfitness(known, before, after, rename)
  if (unfit !== undefined) return refuse(unfit)
  const key = keyToWalk(change.before, table)
  if (!key) return refuse(`${displayName(table)} has no primary or unique key to walk`)

  const sync = syncOf(table, before, after, context)
  const { forward } = sync
  const claimed = claimedBy(rename, context)
  const carried =
    rename.kind === 'renamed'
      ? carryOver(renamed(known, start, claimed), { [old]: after.name }, context, 'with foreign keys')
      : nothingCarried
  const differences: Check = {
    title: `${target} and ${after.name} are equal in every row`,
    question: { kind: 'differences', table, column: after.name, from: old, transform: forward },
    expected: 0,
  }
  const rows = { kind: 'row-count', table } as const
  return {
    kind: 'draft',
    replaces: [change, ...claimed],
    steps: [
      expandStep(sync, before, after),
      backfillStep({ table, key, column: after.name, value: { column: old, transform: forward }, where: 'differs' }, context),
      ...(after.nullable ? [] : notNullSteps(table, after.name, context)),
      ...carried.build,
      contractStep(rename, start, sync, before, carried, differences),
    ],
    direct: directly(rename, start, before, after),
    title: `Rename column ${target} to ${after.name}`,
    type: 'Rename column',
    strategy: 'New column beside the old one, both kept equal by a trigger; the old one is dropped when nobody uses it',
    before: [{ title: `Rows of ${displayName(table)}`, question: rows, expected: 'record' }],
    after: [
      { title: `Rows of ${displayName(table)}`, question: rows, expected: 'unchanged' },
      differences,
      {
        title: `A random sample of ${displayName(table)} is equal in both columns`,
        question: { kind: 'sample', table, column: after.name, from: old, transform: forward, rows: 1000 },
        expected: 0,
      },
    ],
  }
}

/** The table with the names that the claimed renames of indexes and constraints give: the copies are called so in the end. */
function renamed(known: Table, start: Schema, claimed: readonly Change[]): Table {
  const operations = claimed.map(({ operation }) => operation)
  return tableIn(applyAll(start, operations), known.name) ?? known
}

function syncOf(table: TableName, before: ColumnDefinition, after: ColumnDefinition, context: RecipeContext): SyncColumns {
  const same = before.type.sql === after.type.sql
  const forward: Transform = same ? { kind: 'copy' } : { kind: 'convert', from: before.type, to: after.type }
  const backward: Transform = same ? { kind: 'copy' } : { kind: 'convert', from: after.type, to: before.type }
  const name = context.nameOf('sync', table.name, before.name, after.name)
  return { kind: 'sync-columns', table, old: before.name, new: after.name, forward, backward, name }
}

function newDefinition(rename: Rename, before: ColumnDefinition): ColumnDefinition {
  return rename.kind === 'renamed' ? { ...before, name: rename.change.operation.to } : rename.add.operation.column
}

function unfitness(table: Table, before: ColumnDefinition, after: ColumnDefinition, rename: Rename): string | undefined {
  if (primaryKeyOf(table)?.columns.includes(before.name))
    return 'it is part of the primary key. Keep its name in the database and rename only the field, with @map'
  if (before.autoIncrement || after.autoIncrement) return 'it counts by itself'
  if (before.nullable && !after.nullable)
    return `${before.name} may be NULL and ${after.name} may not: make it NOT NULL in a migration of its own, before or after`
  if (rename.kind === 'renamed' && isReferenced(rename.change.before, table.name, before.name))
    return 'foreign keys of other tables point at it'
  if (rename.kind === 'dropped and added' && rename.add.operation.constraints.length > 0)
    return `${after.name} has constraints written inline: write them as statements of their own`
  return undefined
}

/** One short transaction: from here on both applications may write. */
function expandStep(sync: SyncColumns, before: ColumnDefinition, after: ColumnDefinition): DraftStep {
  const { table } = sync
  const { default: value, ...plain } = after
  const constant = value !== undefined && value.volatility !== 'volatile'
  const target = `${displayName(table)}.${before.name}`
  return {
    phase: 'expand',
    title: `Add ${after.name} beside ${target} and keep both equal`,
    slug: `add_${after.name}`,
    pattern,
    intents: [
      {
        kind: 'add-column',
        table,
        column: { ...plain, nullable: true, ...(constant ? { default: value } : {}) },
        constraints: [],
        ifNotExists: false,
      },
      ...(value && !constant ? [{ kind: 'set-default', table, column: after.name, default: value } as const] : []),
      ...(before.nullable ? [] : [{ kind: 'drop-not-null', table, column: before.name } as const]),
      // The default moves to the new column: with one on each side nobody could tell a default from a value.
      ...(before.default ? [{ kind: 'drop-default', table, column: before.name } as const] : []),
      sync,
    ],
    rollback: {
      kind: 'reversible',
      intents: [
        { kind: 'drop-sync', table, name: sync.name },
        ...(before.nullable ? [] : [{ kind: 'set-not-null', table, column: before.name } as const]),
        ...(before.default ? [{ kind: 'set-default', table, column: before.name, default: before.default } as const] : []),
        { kind: 'drop-column', table, column: after.name, ifExists: false, cascade: false },
      ],
    },
  }
}

function contractStep(
  rename: Rename,
  start: Schema,
  sync: SyncColumns,
  before: ColumnDefinition,
  carried: CarriedOver,
  differences: Check,
): DraftStep {
  const { table, old } = sync
  const { default: _moved, ...plain } = before
  const held = applyAll(start, [
    ...(before.default ? [{ kind: 'drop-default', table, column: old } as const] : []),
    ...(before.nullable ? [] : [{ kind: 'drop-not-null', table, column: old } as const]),
  ])
  const back: readonly Intent[] = [
    ...carried.release,
    ...carried.rebuild,
    { kind: 'add-column', table, column: { ...plain, nullable: true }, constraints: [], ifNotExists: false },
    { kind: 'set-values', table, column: old, value: { column: sync.new, transform: sync.backward }, where: 'all' },
    ...(rename.kind === 'renamed' ? restoreStandingOn(held, table, old) : restoreColumn(held, table, old).slice(1)),
    sync,
  ]
  return {
    phase: 'contract',
    title: `Drop ${displayName(table)}.${old} and the trigger`,
    slug: `drop_${old}`,
    pattern,
    intents: [
      { kind: 'drop-sync', table, name: sync.name },
      { kind: 'drop-column', table, column: old, ifExists: false, cascade: false },
      ...carried.adopt,
    ],
    rollback: { kind: 'reversible', intents: back },
    checks: [differences],
  }
}

/** The old column's indexes and constraints stay as long as it does: the old application needs them. The add is the other half. */
function claimedBy(rename: Rename, context: RecipeContext): readonly Change[] {
  const { table, column } = rename.change.operation
  if (rename.kind === 'renamed') {
    const names = new Set([columnKey(table, column), columnKey(table, rename.change.operation.to)])
    return context.changes.filter(
      (candidate) =>
        isChange(candidate, 'rename-index', 'rename-constraint') &&
        [...touchesOf([candidate]).keys].some((key) => names.has(key)),
    )
  }
  const drops = context.changes.filter(
    (candidate) =>
      isChange(candidate, 'drop-index', 'drop-constraint') &&
      touchesOf([candidate]).keys.has(columnKey(table, column)) &&
      !isTakenAgain(candidate, context),
  )
  return [rename.add, ...drops]
}

/** Whether what takes its place has the same name, so that it cannot stand beside it. */
function isTakenAgain(drop: Change, { changes }: RecipeContext): boolean {
  const names = [...touchesOf([drop]).keys].filter((key) => key.startsWith('name '))
  return changes.some((change) => change !== drop && names.some((name) => touchesOf([change]).keys.has(name)))
}

/** What a rename was meant to do: the column under its new name, with its values, and the add's own type, nullability and default. */
function directly(rename: Rename, start: Schema, before: ColumnDefinition, after: ColumnDefinition): readonly Intent[] {
  const { table } = rename.change.operation
  const renaming: Intent = { kind: 'rename-column', table, column: before.name, to: after.name }
  if (rename.kind === 'renamed') return [renaming]
  const known = tableIn(start, table)
  const onColumn = known?.indexes.filter((index) => columnsOfIndex(index).includes(before.name)) ?? []
  const constraints =
    known?.constraints.filter((constraint) => columnsOf(constraint).includes(before.name) && constraint.kind !== 'primary-key') ??
    []
  const inbound = foreignKeysTo(start, table).filter(({ constraint }) => constraint.references.columns.includes(before.name))
  return [
    ...inbound.map(({ table: child, constraint }): Intent => ({
      kind: 'drop-constraint',
      table: child.name,
      constraint: constraint.name,
      ifExists: true,
      cascade: false,
    })),
    ...constraints.map((constraint): Intent => ({
      kind: 'drop-constraint',
      table,
      constraint: constraint.name,
      ifExists: true,
      cascade: false,
    })),
    ...onColumn.map((index): Intent => ({
      kind: 'drop-index',
      index: siblingName(table, index.name),
      concurrently: false,
      ifExists: true,
      cascade: false,
    })),
    renaming,
    ...(before.default ? [{ kind: 'drop-default', table, column: after.name } as const] : []),
    ...(before.type.sql === after.type.sql
      ? []
      : [{ kind: 'change-column-type', table, column: after.name, type: after.type } as const]),
    ...(!before.nullable && after.nullable ? [{ kind: 'drop-not-null', table, column: after.name } as const] : []),
    ...(after.default ? [{ kind: 'set-default', table, column: after.name, default: after.default } as const] : []),
  ]
}
