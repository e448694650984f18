// What changes touch: two that touch the same thing keep their order.
import type { Change } from './change.ts'
import { columnsOf, columnsOfIndex } from '../schema/apply-to-columns.ts'
import type { Constraint, IndexDefinition } from '../operations/definitions.ts'
import { keyOf, siblingName, type TableName } from '../operations/names.ts'
import type { Operation } from '../operations/operation.ts'
import { columnIn, indexIn, tableIn, type Schema } from '../schema/schema.ts'

/** Keys of things: `table users`, `column users.name`, `name users_name_idx`, `rows users`. A table's key stands for all that is in it. */
export interface Touches {
  readonly keys: ReadonlySet<string>
  /** Keys of what is only relied on, a column's type or a foreign key's parent: two may rely on one thing, but who changes it meets both. */
  readonly uses: ReadonlySet<string>
  /** Tables touched as a whole. */
  readonly tables: ReadonlySet<string>
  /** Words of SQL that was not understood; it may touch anything that it names. */
  readonly mentions: ReadonlySet<string>
}

export function touchesOf(changes: readonly Change[]): Touches {
  const keys = new Set<string>()
  const uses = new Set<string>()
  const tables = new Set<string>()
  const mentions = new Set<string>()
  const gather = (operation: Operation, before: Schema): void => {
    for (const key of keysOf(operation, before)) keys.add(key)
    for (const type of typesOf(operation, before)) uses.add(`type ${type}`)
    for (const key of parentsOf(operation, before)) uses.add(key)
    for (const table of wholeTables(operation)) tables.add(keyOf(table))
    if (operation.kind === 'opaque') for (const word of operation.mentions) mentions.add(word)
    if (operation.kind === 'run-block') for (const inner of operation.contains) gather(inner, before)
  }
  for (const change of changes) gather(change.operation, change.before)
  return { keys, uses, tables, mentions }
}

/** Whether one of two pieces may see what the other does. */
export function meet(one: Touches, other: Touches): boolean {
  const shares = (these: ReadonlySet<string>, those: ReadonlySet<string>): boolean => [...these].some((key) => those.has(key))
  if (shares(one.keys, other.keys) || shares(one.uses, other.keys) || shares(one.keys, other.uses)) return true
  return holds(one, other) || holds(other, one) || names(one, other) || names(other, one)
}

function holds(whole: Touches, part: Touches): boolean {
  return [...whole.tables].some(
    (table) => part.tables.has(table) || [...part.keys, ...part.uses].some((key) => tableOfKey(key) === table),
  )
}

/** What is not understood meets everything whose name it mentions. */
function names(opaque: Touches, other: Touches): boolean {
  if (opaque.mentions.size === 0) return false
  const words = [...other.keys, ...other.uses, ...[...other.tables].map((table) => `table ${table}`)].flatMap((key) =>
    key.split(/[ .]/).slice(1),
  )
  return (
    words.some((word) => word !== 'public' && opaque.mentions.has(word)) ||
    [...other.mentions].some((word) => opaque.mentions.has(word))
  )
}

function tableOfKey(key: string): string {
  const [kind, name = ''] = splitOnce(key, ' ')
  return kind === 'column' ? name.slice(0, name.lastIndexOf('.')) : name
}

function splitOnce(text: string, separator: string): readonly [string, string?] {
  const at = text.indexOf(separator)
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)]
}

/** The key of a column. */
export const columnKey = (table: TableName, name: string): string => `column ${keyOf(table)}.${name}`
const rows = (table: TableName): string => `rows ${keyOf(table)}`
const named = (table: TableName, name: string): string => `name ${keyOf(siblingName(table, name))}`

function wholeTables(operation: Operation): readonly TableName[] {
  switch (operation.kind) {
    case 'create-table':
    case 'drop-table':
      return [operation.table]
    case 'rename-table':
      return [operation.table, siblingName(operation.table, operation.to)]
    case 'truncate':
      return operation.tables
    default:
      return []
  }
}

function keysOf(operation: Operation, before: Schema): readonly string[] {
  switch (operation.kind) {
    case 'create-table':
      return operation.constraints.flatMap((constraint) => constraintKeys(operation.table, constraint))
    case 'add-column':
      return [
        columnKey(operation.table, operation.column.name),
        ...operation.constraints.flatMap((constraint) => constraintKeys(operation.table, constraint)),
      ]
    case 'rename-column':
      return [columnKey(operation.table, operation.column), columnKey(operation.table, operation.to)]
    case 'change-column-type':
    case 'drop-column':
    case 'set-default':
    case 'drop-default':
      return [columnKey(operation.table, operation.column), ...counterKeys(before, operation.table, operation.column)]
    case 'set-not-null':
    case 'drop-not-null':
      return [columnKey(operation.table, operation.column)]
    case 'add-index':
      return indexKeys(operation.index)
    case 'drop-index':
    case 'rename-index': {
      const found = indexIn(before, operation.index)
      return found ? indexKeys(found.index) : [`name ${keyOf(operation.index)}`]
    }
    case 'add-primary-key':
    case 'add-unique':
    case 'add-foreign-key':
    case 'add-check':
    case 'add-not-null-constraint':
    case 'add-exclusion':
      return constraintKeys(operation.table, operation.constraint)
    case 'validate-constraint':
    case 'drop-constraint':
    case 'rename-constraint': {
      const found = tableIn(before, operation.table)?.constraints.find(({ name }) => name === operation.constraint)
      return found ? constraintKeys(operation.table, found) : [named(operation.table, operation.constraint)]
    }
    default:
      return otherKeys(operation)
  }
}

/** The sequence behind a serial column, by the name that the server gives it. */
function counterKeys(before: Schema, table: TableName, name: string): readonly string[] {
  return columnIn(before, table, name)?.autoIncrement === 'serial' ? [named(table, `${table.name}_${name}_seq`)] : []
}

function otherKeys(operation: Operation): readonly string[] {
  switch (operation.kind) {
    case 'create-enum':
    case 'add-enum-value':
    case 'rename-enum-value':
    case 'drop-type':
      return [`type ${operation.type.name}`]
    case 'rename-type':
      return [`type ${operation.type.name}`, `type ${operation.to}`]
    case 'insert-rows':
      return [rows(operation.table), ...operation.columns.map((name) => columnKey(operation.table, name))]
    case 'update-rows':
      return [
        rows(operation.table),
        ...operation.set
          .flatMap(({ column: name, value }) => [name, ...value.columns])
          .concat(operation.where?.columns ?? [])
          .map((name) => columnKey(operation.table, name)),
      ]
    case 'delete-rows':
      return [rows(operation.table), ...(operation.where?.columns ?? []).map((name) => columnKey(operation.table, name))]
    case 'create-object':
      return [
        `name ${keyOf(operation.name)}`,
        ...operation.reads.flatMap(({ table, columns }) => [rows(table), ...columns.map((name) => columnKey(table, name))]),
      ]
    case 'drop-object':
      return [`name ${keyOf(operation.name)}`]
    default:
      return []
  }
}

/** Names of the types that an operation's columns have, before it and after. */
function typesOf(operation: Operation, before: Schema): readonly string[] {
  switch (operation.kind) {
    case 'create-table':
      return operation.columns.map(({ type }) => type.name)
    case 'drop-table':
      return (tableIn(before, operation.table)?.columns ?? []).map(({ type }) => type.name)
    case 'add-column':
      return [operation.column.type.name]
    case 'change-column-type':
      return [operation.type.name, ...typeOf(before, operation.table, operation.column)]
    case 'drop-column':
      return typeOf(before, operation.table, operation.column)
    default:
      return []
  }
}

function typeOf(before: Schema, table: TableName, name: string): readonly string[] {
  const found = columnIn(before, table, name)
  return found ? [found.type.name] : []
}

function indexKeys(index: IndexDefinition): readonly string[] {
  return [named(index.table, index.name), ...columnsOfIndex(index).map((name) => columnKey(index.table, name))]
}

function constraintKeys(table: TableName, constraint: Constraint): readonly string[] {
  return [named(table, constraint.name), ...columnsOf(constraint).map((name) => columnKey(table, name))]
}

/** Columns that the operation's foreign keys point at. */
function parentsOf(operation: Operation, before: Schema): readonly string[] {
  return constraintsOf(operation, before).flatMap((constraint) =>
    constraint.kind === 'foreign-key'
      ? constraint.references.columns.map((name) => columnKey(constraint.references.table, name))
      : [],
  )
}

function constraintsOf(operation: Operation, before: Schema): readonly Constraint[] {
  switch (operation.kind) {
    case 'create-table':
    case 'add-column':
      return operation.constraints
    case 'add-foreign-key':
      return [operation.constraint]
    case 'drop-table':
      return tableIn(before, operation.table)?.constraints ?? []
    case 'drop-column':
      return (
        tableIn(before, operation.table)?.constraints.filter((constraint) => columnsOf(constraint).includes(operation.column)) ??
        []
      )
    case 'validate-constraint':
    case 'drop-constraint':
      return tableIn(before, operation.table)?.constraints.filter(({ name }) => name === operation.constraint) ?? []
    default:
      return []
  }
}
