// Obstacles: for each operation the rows on which the server would refuse it, as a condition on the table's rows.
import { type Operation, type TableName, type IndexDefinition, type DataType, type Expression } from '@migration-planner/core'
import { literal, quote, quoteTable } from '../quote.ts'

/** Rows that stand in an operation's way. */
export interface Obstacle {
  readonly table: TableName
  /** About the row `t`. */
  readonly condition: string
  readonly because: string
}

/** Empty for an operation that no row can stop. */
export function obstaclesTo(operation: Operation): readonly Obstacle[] {
  switch (operation.kind) {
    case 'set-not-null':
      return [nulls(operation.table, operation.column)]
    case 'add-not-null-constraint':
      return [nulls(operation.table, operation.constraint.column)]
    case 'add-primary-key':
      return [
        ...operation.constraint.columns.map((column) => nulls(operation.table, column)),
        duplicates(operation.table, operation.constraint.columns.map(quote)),
      ]
    case 'add-unique':
      return [duplicates(operation.table, operation.constraint.columns.map(quote))]
    case 'add-index':
      return operation.index.unique ? [duplicatesInIndex(operation.table, operation.index)] : []
    case 'add-check':
      return [
        {
          table: operation.table,
          condition: `NOT (${operation.constraint.expression.sql})`,
          because: `they do not meet ${operation.constraint.expression.sql}`,
        },
      ]
    case 'add-foreign-key':
      return [orphans(operation.table, operation.constraint.columns, operation.constraint.references)]
    case 'change-column-type':
      return [unconvertible(operation.table, operation.column, operation.type, operation.using)]
    default:
      return []
  }
}

function nulls(table: TableName, column: string): Obstacle {
  return { table, condition: `t.${quote(column)} IS NULL`, because: `they have no ${column}` }
}

function duplicates(table: TableName, keys: readonly string[], where = 'true'): Obstacle {
  const list = keys.join(', ')
  const known = keys.map((key) => `${key} IS NOT NULL`).join(' AND ')
  return {
    table,
    condition: `t.ctid IN (SELECT ctid FROM (SELECT ctid, row_number() OVER (PARTITION BY ${list} ORDER BY ctid) AS number
      FROM ${quoteTable(table)} WHERE (${where}) AND ${known}) numbered WHERE number > 1)`,
    because: `they have the same ${list.replaceAll('"', '')} as another row`,
  }
}

function duplicatesInIndex(table: TableName, index: IndexDefinition): Obstacle {
  const keys = index.keys.map(({ column, expression }) =>
    column === undefined ? `(${expression?.sql ?? 'NULL'})` : quote(column),
  )
  return duplicates(table, keys, index.where?.sql)
}

function orphans(
  table: TableName,
  columns: readonly string[],
  references: { readonly table: TableName; readonly columns: readonly string[] },
): Obstacle {
  const given = columns.map((column) => `t.${quote(column)} IS NOT NULL`).join(' AND ')
  const same = columns.map((column, place) => `r.${quote(references.columns[place] ?? 'id')} = t.${quote(column)}`).join(' AND ')
  return {
    table,
    condition: `${given} AND NOT EXISTS (SELECT 1 FROM ${quoteTable(references.table)} r WHERE ${same})`,
    because: `they refer to no row of ${references.table.name}`,
  }
}

/** Tells whether a statement fails; what it did is undone in any case. */
export const tryFunction = `CREATE OR REPLACE FUNCTION pg_temp.fails(statement text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN EXECUTE statement; RETURN false; EXCEPTION WHEN OTHERS THEN RETURN true; END $$`

// An assignment, as ALTER TYPE makes it: an explicit cast would cut text that is too long.
function unconvertible(table: TableName, column: string, type: DataType, using: Expression | undefined): Obstacle {
  const value = using?.sql ?? quote(column)
  const each = `DO $do$ DECLARE converted ${type.sql}; BEGIN SELECT ${value} INTO STRICT converted FROM ${quoteTable(table)} WHERE ctid = `
  return {
    table,
    condition: `pg_temp.fails(${literal(each)} || quote_literal(t.ctid) || '; END $do$')`,
    because: `their ${column} is no ${type.sql}`,
  }
}
