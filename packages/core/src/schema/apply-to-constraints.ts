// How constraints come, go, become valid and change their names.
import type { Constraint } from '../operations/definitions.ts'
import type { TableName } from '../operations/names.ts'
import type { Appliers } from './appliers.ts'
import { editColumn, editTable } from './edit.ts'
import { primaryKeyOf, type Schema, type Table, tableIn } from './schema.ts'

type AddingKinds =
  | 'add-primary-key'
  | 'add-unique'
  | 'add-foreign-key'
  | 'add-check'
  | 'add-not-null-constraint'
  | 'add-exclusion'

/** The schema with constraints added to a table, and what they imply: a key's columns are NOT NULL, USING INDEX takes the index. */
export function withConstraints(schema: Schema, table: TableName, constraints: readonly Constraint[]): Schema {
  return constraints.reduce((current, constraint) => withConstraint(current, table, constraint), schema)
}

function withConstraint(schema: Schema, name: TableName, constraint: Constraint): Schema {
  const usingIndex = constraint.kind === 'primary-key' || constraint.kind === 'unique' ? constraint.usingIndex : undefined
  const added = editTable(schema, name, (table) => ({
    ...table,
    constraints: [...table.constraints, resolveReference(schema, resolveColumns(table, constraint))],
    indexes: table.indexes.filter((index) => index.name !== usingIndex),
  }))
  const notNull =
    constraint.kind === 'primary-key' ? constraint.columns : constraint.kind === 'not-null' ? [constraint.column] : []
  return notNull.reduce((current, column) => editColumn(current, name, column, (found) => ({ ...found, nullable: false })), added)
}

/** `USING INDEX` names no columns: they are the index's. */
function resolveColumns(table: Table, constraint: Constraint): Constraint {
  if (constraint.kind !== 'primary-key' && constraint.kind !== 'unique') return constraint
  const index = table.indexes.find(({ name }) => name === constraint.usingIndex)
  if (!index) return constraint
  const { usingIndex: _taken, ...rest } = constraint
  return { ...rest, columns: index.keys.flatMap(({ column }) => (column === undefined ? [] : [column])) }
}

/** `REFERENCES users` names no columns: they are the key's. */
function resolveReference(schema: Schema, constraint: Constraint): Constraint {
  if (constraint.kind !== 'foreign-key' || constraint.references.columns.length > 0) return constraint
  const parent = tableIn(schema, constraint.references.table)
  const columns = (parent && primaryKeyOf(parent)?.columns) ?? []
  return { ...constraint, references: { ...constraint.references, columns } }
}

const add = (schema: Schema, operation: { readonly table: TableName; readonly constraint: Constraint }): Schema =>
  withConstraints(schema, operation.table, [operation.constraint])

export const applyToConstraints: Appliers<AddingKinds | 'validate-constraint' | 'drop-constraint' | 'rename-constraint'> = {
  'add-primary-key': add,
  'add-unique': add,
  'add-foreign-key': add,
  'add-check': add,
  'add-not-null-constraint': add,
  'add-exclusion': add,
  'validate-constraint': (schema, operation) =>
    editConstraint(schema, operation.table, operation.constraint, (constraint) =>
      'validated' in constraint ? { ...constraint, validated: true } : constraint,
    ),
  'drop-constraint': (schema, operation) =>
    editTable(schema, operation.table, (table) => ({
      ...table,
      constraints: table.constraints.filter(({ name }) => name !== operation.constraint),
    })),
  'rename-constraint': (schema, operation) =>
    editConstraint(schema, operation.table, operation.constraint, (constraint) => ({ ...constraint, name: operation.to })),
}

function editConstraint(schema: Schema, table: TableName, name: string, edit: (constraint: Constraint) => Constraint): Schema {
  return editTable(schema, table, (found) => ({
    ...found,
    constraints: found.constraints.map((constraint) => (constraint.name === name ? edit(constraint) : constraint)),
  }))
}
