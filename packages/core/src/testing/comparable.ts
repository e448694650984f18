// A Schema as a plain value in which order does not count, for the laws that compare two of them.
import type { ColumnDefinition } from '../operations/definitions.ts'
import type { Schema } from '../schema/schema.ts'

/** Tables, columns, constraints and indexes by name; expressions by their text. */
export function comparable(schema: Schema): unknown {
  const tables = [...schema.tables.entries()].toSorted(byKey).map(([key, table]) => ({
    key,
    columns: sorted(table.columns.map(counting)),
    constraints: sorted(table.constraints),
    indexes: sorted(table.indexes),
  }))
  return { tables, enums: [...schema.enums.entries()].toSorted(byKey), views: [...schema.views.keys()].toSorted() }
}

/** A default that draws from a sequence is what `serial` means. */
function counting(column: ColumnDefinition): ColumnDefinition {
  if (column.default?.sql.startsWith('nextval(') !== true) return column
  const { default: _next, ...rest } = column
  return { ...rest, autoIncrement: 'serial' }
}

function byKey([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1
}

/** A validated NOT NULL of its own name is the column's; what it was called is not compared. */
function sorted(named: readonly { readonly name: string }[]): readonly unknown[] {
  return named
    .toSorted((one, other) => (one.name < other.name ? -1 : 1))
    .map((value) => JSON.parse(JSON.stringify(value)) as unknown)
}
