// What must be said to bring a dropped column or table back as it was, without its rows.
import { columnsOf, columnsOfIndex } from '../schema/apply-to-columns.ts'
import type { Constraint } from '../operations/definitions.ts'
import type { TableName } from '../operations/names.ts'
import type { Operation } from '../operations/operation.ts'
import { foreignKeysTo, tableIn, type Schema } from '../schema/schema.ts'

/** The operation that adds a constraint to a table. */
export function addConstraint(table: TableName, constraint: Constraint): Operation {
  switch (constraint.kind) {
    case 'primary-key':
      return { kind: 'add-primary-key', table, constraint }
    case 'unique':
      return { kind: 'add-unique', table, constraint }
    case 'foreign-key':
      return { kind: 'add-foreign-key', table, constraint }
    case 'check':
      return { kind: 'add-check', table, constraint }
    case 'not-null':
      return { kind: 'add-not-null-constraint', table, constraint }
    case 'exclusion':
      return { kind: 'add-exclusion', table, constraint }
  }
}

/** The column, and the indexes and constraints that stood on it, as `before` has them. */
export function restoreColumn(before: Schema, name: TableName, column: string): readonly Operation[] {
  const table = tableIn(before, name)
  const definition = table?.columns.find((candidate) => candidate.name === column)
  if (!table || !definition) return []
  return [
    { kind: 'add-column', table: name, column: definition, constraints: [], ifNotExists: false },
    ...restoreStandingOn(before, name, column),
  ]
}

/** The indexes and constraints that stand on a column, foreign keys of other tables included. */
export function restoreStandingOn(before: Schema, name: TableName, column: string): readonly Operation[] {
  const table = tableIn(before, name)
  if (!table) return []
  const inbound = foreignKeysTo(before, name).filter(({ constraint }) => constraint.references.columns.includes(column))
  return [
    ...table.indexes
      .filter((index) => columnsOfIndex(index).includes(column))
      .map((index): Operation => ({ kind: 'add-index', table: name, index, concurrently: false, ifNotExists: false })),
    ...table.constraints
      .filter((constraint) => columnsOf(constraint).includes(column))
      .map((constraint) => addConstraint(name, constraint)),
    ...inbound.map(({ table: child, constraint }) => addConstraint(child.name, constraint)),
  ]
}

/** The table with all that stood on it, as `before` has it; undefined where part of it is out of sight. */
export function restoreTable(before: Schema, name: TableName): readonly Operation[] | undefined {
  const table = tableIn(before, name)
  if (!table?.complete || table.partitioned) return undefined
  const inbound = foreignKeysTo(before, name).filter(({ table: child }) => child !== table)
  return [
    {
      kind: 'create-table',
      table: name,
      columns: table.columns,
      constraints: table.constraints,
      ifNotExists: false,
      fromQuery: false,
    },
    ...table.indexes.map((index): Operation => ({
      kind: 'add-index',
      table: name,
      index,
      concurrently: false,
      ifNotExists: false,
    })),
    ...inbound.map(({ table: child, constraint }) => addConstraint(child.name, constraint)),
  ]
}
