// How a change that stays as it was written is undone, from the schema before it.
import type { Change } from '../changes/change.ts'
import { siblingName } from '../operations/names.ts'
import type { Operation, OperationKind, OperationOf } from '../operations/operation.ts'
import type { Rollback } from '../plan/draft.ts'
import { columnIn, indexIn, tableIn, type Schema } from '../schema/schema.ts'
import { keyOf } from '../operations/names.ts'
import { addConstraint, restoreColumn, restoreTable } from '../recipes/restore.ts'

type Inverters = {
  readonly [K in OperationKind]?: (operation: OperationOf<K>, before: Schema) => readonly Operation[] | Rollback | undefined
}

const dropConstraint = (operation: {
  readonly table: OperationOf<'add-check'>['table']
  readonly constraint: { readonly name: string }
}): readonly Operation[] => [
  { kind: 'drop-constraint', table: operation.table, constraint: operation.constraint.name, ifExists: false, cascade: false },
]

const inverters: Inverters = {
  'create-table': ({ table, ifNotExists }, before) =>
    ifNotExists && before.tables.has(keyOf(table)) ? [] : [{ kind: 'drop-table', table, ifExists: true, cascade: false }],
  'drop-table': ({ table }, before) => {
    const intents = restoreTable(before, table)
    return intents && { kind: 'loses-data', intents, loses: `every row of ${table.name}: the table comes back empty` }
  },
  'rename-table': ({ table, to }) => [{ kind: 'rename-table', table: siblingName(table, to), to: table.name }],
  'add-column': ({ table, column, ifNotExists }, before) =>
    ifNotExists && columnIn(before, table, column.name)
      ? []
      : [{ kind: 'drop-column', table, column: column.name, ifExists: false, cascade: false }],
  'drop-column': ({ table, column }, before) => {
    const intents = restoreColumn(before, table, column)
    return intents.length === 0
      ? undefined
      : { kind: 'loses-data', intents, loses: `every value of ${table.name}.${column}: the column comes back empty` }
  },
  'rename-column': ({ table, column, to }) => [{ kind: 'rename-column', table, column: to, to: column }],
  'change-column-type': ({ table, column }, before) => {
    const definition = columnIn(before, table, column)
    return definition && [{ kind: 'change-column-type', table, column, type: definition.type }]
  },
  'set-not-null': ({ table, column }, before) =>
    columnIn(before, table, column)?.nullable === false ? [] : [{ kind: 'drop-not-null', table, column }],
  'drop-not-null': ({ table, column }, before) =>
    columnIn(before, table, column)?.nullable ? [] : [{ kind: 'set-not-null', table, column }],
  'set-default': ({ table, column }, before) => previousDefault(table, column, before),
  'drop-default': ({ table, column }, before) => previousDefault(table, column, before),
  'add-index': ({ index, concurrently }) => [
    { kind: 'drop-index', index: siblingName(index.table, index.name), concurrently, ifExists: true, cascade: false },
  ],
  'drop-index': ({ index, concurrently }, before) => {
    const found = indexIn(before, index)
    return found && [{ kind: 'add-index', table: found.table.name, index: found.index, concurrently, ifNotExists: false }]
  },
  'rename-index': ({ index, to }) => [{ kind: 'rename-index', index: siblingName(index, to), to: index.name }],
  'add-primary-key': dropConstraint,
  'add-unique': dropConstraint,
  'add-foreign-key': dropConstraint,
  'add-check': dropConstraint,
  'add-not-null-constraint': dropConstraint,
  'add-exclusion': dropConstraint,
  'validate-constraint': ({ table, constraint }, before) => {
    const found = tableIn(before, table)?.constraints.find(({ name }) => name === constraint)
    if (!found || !('validated' in found)) return undefined
    return found.validated ? [] : [...dropConstraint({ table, constraint: found }), addConstraint(table, found)]
  },
  'drop-constraint': ({ table, constraint }, before) => {
    const found = tableIn(before, table)?.constraints.find(({ name }) => name === constraint)
    return found && [addConstraint(table, found)]
  },
  'rename-constraint': ({ table, constraint, to }) => [{ kind: 'rename-constraint', table, constraint: to, to: constraint }],
  'create-enum': ({ type }) => [{ kind: 'drop-type', type, ifExists: true, cascade: false }],
  'add-enum-value': () => ({
    kind: 'impossible',
    because: 'the engine cannot take a value out of an enum; a value that nobody uses does no harm',
  }),
  'rename-enum-value': ({ type, from, to }) => [{ kind: 'rename-enum-value', type, from: to, to: from }],
  'rename-type': ({ type, to }) => [{ kind: 'rename-type', type: siblingName(type, to), to: type.name }],
  'drop-type': ({ type }, before) => {
    const found = before.enums.get(keyOf(type))
    return found && [{ kind: 'create-enum', type, values: found.values }]
  },
  'create-object': ({ what, name, table, replace }) =>
    replace ? undefined : [{ kind: 'drop-object', what, name, cascade: false, ...(table ? { table } : {}) }],
  'insert-rows': ({ table }) => ({
    kind: 'loses-data',
    intents: [],
    loses: `nothing, but the rows that were inserted into ${table.name} stay`,
  }),
  'update-rows': ({ table }) => ({
    kind: 'loses-data',
    intents: [],
    loses: `what the updated rows of ${table.name} held before: it comes back only from a backup`,
  }),
  'delete-rows': ({ table }) => ({
    kind: 'loses-data',
    intents: [],
    loses: `the deleted rows of ${table.name}: they come back only from a backup`,
  }),
  truncate: ({ tables }) => ({
    kind: 'loses-data',
    intents: [],
    loses: `every row of ${tables.map(({ name }) => name).join(', ')}: they come back only from a backup`,
  }),
  reindex: () => [],
}

/** The undo of one change; impossible where its files do not tell what was before. */
export function invert(change: Change): Rollback {
  const inverter = inverters[change.operation.kind] as
    | ((operation: Operation, before: Schema) => readonly Operation[] | Rollback | undefined)
    | undefined
  const inverse = inverter?.(change.operation, change.before)
  if (!inverse)
    return { kind: 'impossible', because: `the migrations do not tell what was before "${change.sql.split('\n')[0] ?? ''}"` }
  return 'kind' in inverse ? inverse : { kind: 'reversible', intents: inverse }
}

function previousDefault(
  table: OperationOf<'set-default'>['table'],
  column: string,
  before: Schema,
): readonly Operation[] | undefined {
  const definition = columnIn(before, table, column)
  if (!definition) return undefined
  return definition.default
    ? [{ kind: 'set-default', table, column, default: definition.default }]
    : [{ kind: 'drop-default', table, column }]
}
