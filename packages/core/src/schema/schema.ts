// Schema: what is true of the database at one moment, as far as the history's files or a live catalog tell.
import type {
  ColumnDefinition,
  Constraint,
  ForeignKeyConstraint,
  IndexDefinition,
  PrimaryKeyConstraint,
} from '../operations/definitions.ts'
import { keyOf, sameName, type TableName } from '../operations/names.ts'

export interface Table {
  readonly name: TableName
  readonly columns: readonly ColumnDefinition[]
  readonly constraints: readonly Constraint[]
  /** Indexes that stand on their own; those behind a constraint are known by the constraint. */
  readonly indexes: readonly IndexDefinition[]
  readonly partitioned: boolean
  readonly partitionOf?: TableName
  /** False where some of it is out of sight, for example a table made by CREATE TABLE AS. */
  readonly complete: boolean
}

export interface EnumType {
  readonly name: TableName
  readonly values: readonly string[]
}

export interface View {
  readonly name: TableName
  readonly materialized: boolean
  readonly reads: readonly { readonly table: TableName; readonly columns: readonly string[] }[]
}

export interface Trigger {
  readonly name: string
  readonly table: TableName
}

/** All maps are by `keyOf(name)`. A Schema never changes: `apply` makes the next one. */
export interface Schema {
  readonly tables: ReadonlyMap<string, Table>
  readonly enums: ReadonlyMap<string, EnumType>
  readonly views: ReadonlyMap<string, View>
  readonly triggers: readonly Trigger[]
}

export const emptySchema: Schema = { tables: new Map(), enums: new Map(), views: new Map(), triggers: [] }

export function tableIn(schema: Schema, name: TableName): Table | undefined {
  return schema.tables.get(keyOf(name))
}

export function columnIn(schema: Schema, table: TableName, column: string): ColumnDefinition | undefined {
  return tableIn(schema, table)?.columns.find(({ name }) => name === column)
}

export function primaryKeyOf(table: Table): PrimaryKeyConstraint | undefined {
  return table.constraints.find((constraint) => constraint.kind === 'primary-key')
}

/** The table and index of that name, where an index stands on its own. */
export function indexIn(schema: Schema, name: TableName): { readonly table: Table; readonly index: IndexDefinition } | undefined {
  for (const table of schema.tables.values()) {
    const index = table.indexes.find((candidate) => sameName({ schema: table.name.schema, name: candidate.name }, name))
    if (index) return { table, index }
  }
  return undefined
}

/** Foreign keys of any table that point at this one, itself included. */
export function foreignKeysTo(
  schema: Schema,
  target: TableName,
): readonly { readonly table: Table; readonly constraint: ForeignKeyConstraint }[] {
  const found: { readonly table: Table; readonly constraint: ForeignKeyConstraint }[] = []
  for (const table of schema.tables.values())
    for (const constraint of table.constraints)
      if (constraint.kind === 'foreign-key' && sameName(constraint.references.table, target)) found.push({ table, constraint })
  return found
}
