// How columns come, go and change.
import type { ColumnDefinition, Constraint, IndexDefinition } from '../operations/definitions.ts'
import { meantType } from '../operations/counter-types.ts'
import { keyOf, sameName, type TableName } from '../operations/names.ts'
import type { Appliers } from './appliers.ts'
import { withConstraints } from './apply-to-constraints.ts'
import { editColumn, editTable, editTables } from './edit.ts'
import type { Schema, Table } from './schema.ts'

type ColumnKinds =
  | 'add-column'
  | 'drop-column'
  | 'rename-column'
  | 'change-column-type'
  | 'set-not-null'
  | 'drop-not-null'
  | 'set-default'
  | 'drop-default'

export const applyToColumns: Appliers<ColumnKinds> = {
  'add-column': (schema, operation) => {
    const exists = schema.tables.get(keyOf(operation.table))?.columns.some(({ name }) => name === operation.column.name)
    if (exists) return schema
    const added = editTable(schema, operation.table, (table) => ({ ...table, columns: [...table.columns, operation.column] }))
    return withConstraints(added, operation.table, operation.constraints)
  },
  'drop-column': (schema, operation) => {
    const dropped = editTable(schema, operation.table, (table) => withoutColumn(table, operation.column))
    return withoutReferencesToColumn(dropped, operation.table, operation.column)
  },
  'rename-column': (schema, operation) => renameColumn(schema, operation.table, operation.column, operation.to),
  'change-column-type': (schema, operation) =>
    editColumn(schema, operation.table, operation.column, (column) => ({
      ...column,
      type: meantType(operation.type),
      ...(operation.collation ? { collation: operation.collation } : {}),
    })),
  'set-not-null': (schema, operation) =>
    editColumn(schema, operation.table, operation.column, (column) => ({ ...column, nullable: false })),
  'drop-not-null': (schema, operation) =>
    editColumn(schema, operation.table, operation.column, (column) => ({ ...column, nullable: true })),
  'set-default': (schema, operation) =>
    editColumn(schema, operation.table, operation.column, (column) => ({ ...column, default: operation.default })),
  'drop-default': (schema, operation) =>
    editColumn(schema, operation.table, operation.column, ({ default: _dropped, ...column }) =>
      column.autoIncrement === 'serial' ? withoutAutoIncrement(column) : column,
    ),
}

function withoutAutoIncrement({ autoIncrement: _dropped, ...column }: ColumnDefinition): ColumnDefinition {
  return column
}

/** The columns that a constraint of this table stands on. */
export function columnsOf(constraint: Constraint): readonly string[] {
  switch (constraint.kind) {
    case 'primary-key':
    case 'unique':
    case 'foreign-key':
      return constraint.columns
    case 'check':
      return constraint.expression.columns
    case 'not-null':
      return [constraint.column]
    case 'exclusion':
      return []
  }
}

/** The columns that an index reads: keys, expressions, INCLUDE and WHERE. */
export function columnsOfIndex(index: IndexDefinition): readonly string[] {
  return [
    ...index.keys.flatMap((key) => (key.column === undefined ? (key.expression?.columns ?? []) : [key.column])),
    ...index.include,
    ...(index.where?.columns ?? []),
  ]
}

/** As the server does: what stands on the column goes with it. */
function withoutColumn(table: Table, column: string): Table {
  return {
    ...table,
    columns: table.columns.filter(({ name }) => name !== column),
    constraints: table.constraints.filter((constraint) => !columnsOf(constraint).includes(column)),
    indexes: table.indexes.filter((index) => !columnsOfIndex(index).includes(column)),
  }
}

function withoutReferencesToColumn(schema: Schema, target: TableName, column: string): Schema {
  return editTables(schema, (table) => ({
    ...table,
    constraints: table.constraints.filter(
      (constraint) =>
        constraint.kind !== 'foreign-key' ||
        !sameName(constraint.references.table, target) ||
        !constraint.references.columns.includes(column),
    ),
  }))
}

function renameColumn(schema: Schema, name: TableName, from: string, to: string): Schema {
  const rename = (column: string): string => (column === from ? to : column)
  const renamed = editTable(schema, name, (table) => ({
    ...table,
    columns: table.columns.map((column) => ({ ...column, name: rename(column.name) })),
    constraints: table.constraints.map((constraint) => renameInConstraint(constraint, rename)),
    indexes: table.indexes.map((index) => ({
      ...index,
      keys: index.keys.map((key) => (key.column === undefined ? key : { ...key, column: rename(key.column) })),
      include: index.include.map(rename),
    })),
  }))
  return editTables(renamed, (table) => ({
    ...table,
    constraints: table.constraints.map((constraint) =>
      constraint.kind === 'foreign-key' && sameName(constraint.references.table, name)
        ? { ...constraint, references: { ...constraint.references, columns: constraint.references.columns.map(rename) } }
        : constraint,
    ),
  }))
}

function renameInConstraint(constraint: Constraint, rename: (column: string) => string): Constraint {
  switch (constraint.kind) {
    case 'primary-key':
    case 'unique':
    case 'foreign-key':
      return { ...constraint, columns: constraint.columns.map(rename) }
    case 'not-null':
      return { ...constraint, column: rename(constraint.column) }
    case 'check':
      return { ...constraint, expression: { ...constraint.expression, columns: constraint.expression.columns.map(rename) } }
    case 'exclusion':
      return constraint
  }
}
