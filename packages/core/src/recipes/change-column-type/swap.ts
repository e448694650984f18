// The one short transaction in which the new columns take the old ones' names, keys, defaults and foreign keys.
import { columnsOf, columnsOfIndex } from '../../schema/apply-to-columns.ts'
import type { Constraint, ForeignKeyConstraint } from '../../operations/definitions.ts'
import { keyOf, siblingName, type TableName } from '../../operations/names.ts'
import type { RecipeContext } from '../../plan/define-recipe.ts'
import type { DraftStep, Refusal } from '../../plan/draft.ts'
import type { Intent, SyncColumns } from '../../plan/intent.ts'
import { foreignKeysTo, tableIn, type Schema, type Table } from '../../schema/schema.ts'
import { carryOver } from '../carry-over.ts'
import { validCheck } from '../constraint-steps.ts'
import { addConstraint } from '../restore.ts'
import type { Cluster, Member } from './cluster.ts'
import { exchangeNames, exchangeNamesBack, transformAfter, type TypeExchange } from './type-exchange.ts'

export interface Swap {
  readonly build: readonly DraftStep[]
  readonly swap: DraftStep
  readonly validate: readonly DraftStep[]
}

interface Placed<Kind extends Constraint = Constraint> {
  readonly table: TableName
  readonly constraint: Kind
}

export function swapSteps({ members, before, final, exchange: types }: Cluster, context: RecipeContext): Swap | Refusal {
  const byTable = groupByTable(members)
  const carried = byTable.map(({ table, own }) => {
    const wanted = tableIn(final, table.name) ?? table
    return carryOver(
      wanted,
      Object.fromEntries(own.map(({ column, temporary }) => [column.name, temporary])),
      context,
      'without foreign keys',
    )
  })
  const oldForeignKeys = foreignKeysOn(before, members)
  const newForeignKeys = foreignKeysOn(final, members)
  const standing = byTable.flatMap(({ table, own }) => standingOn(table, own))
  const retire = byTable.flatMap(({ table, own }) => renameIndexes(table, own, context))
  const targets = members.map(({ target }) => target).join(', ')
  const forth: readonly Intent[] = [
    ...oldForeignKeys.map(dropping),
    ...members.map(({ table, sync }): Intent => ({ kind: 'drop-sync', table: table.name, name: sync.name })),
    ...standing.map(dropping),
    ...retire.map(({ table, from, to }): Intent => ({ kind: 'rename-index', index: siblingName(table, from), to })),
    ...members.flatMap(exchange),
    ...carried.flatMap(({ adopt }) => adopt),
    ...newForeignKeys.map(({ table, constraint }): Intent => ({
      kind: 'add-foreign-key',
      table,
      constraint: { ...constraint, validated: false },
    })),
    ...(types ? exchangeNames(types) : []),
    ...members.map((member) => syncAfter(member, types)),
  ]
  const back: readonly Intent[] = [
    ...newForeignKeys.map(dropping),
    ...members.map(({ table, sync }): Intent => ({ kind: 'drop-sync', table: table.name, name: sync.name })),
    ...(types ? exchangeNamesBack(types) : []),
    ...carried.toReversed().flatMap(({ release }) => release),
    ...members.toReversed().flatMap((member) => exchangeBack(member, context)),
    ...carried.flatMap(({ rebuild }) => rebuild),
    ...retire.map(({ table, from, to }): Intent => ({ kind: 'rename-index', index: siblingName(table, to), to: from })),
    ...standing.map(({ table, constraint }) => addConstraint(table, constraint)),
    ...oldForeignKeys.map(({ table, constraint }) => addConstraint(table, constraint)),
    ...members.map(({ sync }): Intent => sync),
  ]
  return {
    build: carried.flatMap(({ build }) => build),
    swap: {
      phase: 'constrain',
      title: `Swap the names: ${targets} is of the new type from here on`,
      slug: `swap_${members.map(({ column }) => column.name).join('_')}`,
      pattern: 'Type change beside the old column',
      intents: forth,
      rollback: { kind: 'reversible', intents: back },
      alone: true,
    },
    validate: newForeignKeys.filter(({ constraint }) => constraint.validated).map(validating),
  }
}

/** The same trigger after the swap: the old column under its retired name, the new one under the name that both applications know. */
export function syncAfter({ sync, retired, column }: Member, types: TypeExchange | undefined): SyncColumns {
  return {
    ...sync,
    old: retired,
    new: column.name,
    forward: transformAfter(sync.forward, types),
    backward: transformAfter(sync.backward, types),
  }
}

function groupByTable(members: readonly Member[]): readonly { readonly table: Table; readonly own: readonly Member[] }[] {
  const groups = new Map<string, { table: Table; own: Member[] }>()
  for (const member of members) {
    const group = groups.get(keyOf(member.table.name)) ?? { table: member.table, own: [] }
    group.own.push(member)
    groups.set(keyOf(member.table.name), group)
  }
  return [...groups.values()]
}

/** Foreign keys of and to the members' columns, each once. */
function foreignKeysOn(schema: Schema, members: readonly Member[]): readonly Placed<ForeignKeyConstraint>[] {
  const found = new Map<string, Placed<ForeignKeyConstraint>>()
  const note = (table: TableName, constraint: ForeignKeyConstraint): unknown =>
    found.set(`${keyOf(table)} ${constraint.name}`, { table, constraint })
  for (const { table, column } of members) {
    for (const { table: child, constraint } of foreignKeysTo(schema, table.name)) {
      if (constraint.references.columns.includes(column.name)) note(child.name, constraint)
    }
    for (const constraint of tableIn(schema, table.name)?.constraints ?? []) {
      if (constraint.kind === 'foreign-key' && constraint.columns.includes(column.name)) note(table.name, constraint)
    }
  }
  return [...found.values()]
}

/** Keys and checks on the old columns, which leave when the new ones take over. */
function standingOn(table: Table, own: readonly Member[]): readonly Placed[] {
  const columns = own.map(({ column }) => column.name)
  return table.constraints
    .filter((constraint) => constraint.kind !== 'foreign-key' && columnsOf(constraint).some((column) => columns.includes(column)))
    .map((constraint) => ({ table: table.name, constraint }))
}

function renameIndexes(
  table: Table,
  own: readonly Member[],
  context: RecipeContext,
): readonly { readonly table: TableName; readonly from: string; readonly to: string }[] {
  const columns = own.map(({ column }) => column.name)
  return table.indexes
    .filter((index) => columnsOfIndex(index).some((column) => columns.includes(column)))
    .map((index) => ({ table: table.name, from: index.name, to: context.nameOf(index.name, 'old') }))
}

const dropping = ({ table, constraint }: Placed): Intent => ({
  kind: 'drop-constraint',
  table,
  constraint: constraint.name,
  ifExists: false,
  cascade: false,
})

function exchange(member: Member): readonly Intent[] {
  const { column, after, temporary, retired } = member
  const table = member.table.name
  const loosen: readonly Intent[] = column.nullable ? [] : [{ kind: 'drop-not-null', table, column: column.name }]
  // An identity column must not be NULL as long as it counts; any other one may not lose its default while it must have a value.
  const first = column.autoIncrement?.startsWith('identity') ? [...handOver(member), ...loosen] : [...loosen, ...handOver(member)]
  return [
    ...first,
    { kind: 'rename-column', table, column: column.name, to: retired },
    { kind: 'rename-column', table, column: temporary, to: column.name },
    ...(after.default && !after.autoIncrement
      ? [{ kind: 'set-default', table, column: column.name, default: after.default } as const]
      : []),
  ]
}

/** The old column gives up its counter or default; a counter moves where the new column still counts. */
function handOver({ table: { name: table }, column, after, temporary }: Member): readonly Intent[] {
  if (column.autoIncrement && after.autoIncrement)
    return [{ kind: 'move-counter', table, from: column.name, to: temporary, toType: after.type }]
  return column.default || column.autoIncrement ? [{ kind: 'drop-default', table, column: column.name }] : []
}

function exchangeBack(member: Member, context: RecipeContext): readonly Intent[] {
  const { column, after, temporary, retired } = member
  const table = member.table.name
  return [
    ...(after.default && !after.autoIncrement ? [{ kind: 'drop-default', table, column: column.name } as const] : []),
    { kind: 'rename-column', table, column: column.name, to: temporary },
    { kind: 'rename-column', table, column: retired, to: column.name },
    ...(column.nullable ? [] : [{ kind: 'set-not-null', table, column: column.name } as const]),
    ...takeBack(member, context),
  ]
}

function takeBack({ table: { name: table }, column, after, temporary }: Member, { quote }: RecipeContext): readonly Intent[] {
  if (column.autoIncrement && after.autoIncrement)
    return [{ kind: 'move-counter', table, from: temporary, to: column.name, toType: column.type }]
  if (column.default && !column.autoIncrement)
    return [{ kind: 'set-default', table, column: column.name, default: column.default }]
  if (!column.autoIncrement) return []
  const sequence = `${table.schema === undefined ? '' : `${quote(table.schema)}.`}${quote(`${table.name}_${column.name}_seq`)}`
  const next = { sql: `nextval('${sequence.replaceAll("'", "''")}')`, volatility: 'volatile', columns: [] } as const
  return [{ kind: 'set-default', table, column: column.name, default: next }]
}

function validating({ table, constraint }: Placed<ForeignKeyConstraint>): DraftStep {
  const unvalidated: Intent = { kind: 'add-foreign-key', table, constraint: { ...constraint, validated: false } }
  return {
    phase: 'constrain',
    title: `Validate foreign key ${constraint.name} for existing rows, without blocking writes`,
    slug: `validate_${constraint.name}`,
    pattern: 'Constraint added NOT VALID, then validated',
    intents: [{ kind: 'validate-constraint', table, constraint: constraint.name }],
    rollback: { kind: 'reversible', intents: [dropping({ table, constraint }), unvalidated] },
    checks: [validCheck(table, constraint.name)],
    alone: true,
  }
}
