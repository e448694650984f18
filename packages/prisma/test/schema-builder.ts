// Builds the small database schemas that the schema-edit tests start from.
import type {
  ColumnDefinition,
  Constraint,
  EnumType,
  ForeignKeyConstraint,
  IndexDefinition,
  Schema,
  Table,
} from '@migration-planner/core'

/** A column of a type as the catalog prints it: `character varying(20)`. NOT NULL unless said otherwise. */
export function column(name: string, type: string, details: Partial<ColumnDefinition> = {}): ColumnDefinition {
  const bare = type.replace('[]', '').replace(/\(.*?\)/, '')
  const inner = /\((?<inner>.*?)\)/.exec(type)?.groups?.['inner'] ?? ''
  const numbers = inner === '' ? [] : inner.split(',').map(Number)
  return {
    name,
    type: { sql: type, name: bare.replaceAll('"', ''), arguments: numbers, array: type.endsWith('[]') },
    nullable: false,
    ...details,
  }
}

export const nullable = { nullable: true } as const

export function withDefault(sql: string): Pick<ColumnDefinition, 'default'> {
  return { default: { sql, volatility: 'constant', columns: [] } }
}

export const serial = { autoIncrement: 'serial', default: { sql: "nextval('x')", volatility: 'volatile', columns: [] } } as const

export interface TableParts {
  readonly primaryKey?: readonly string[]
  readonly constraints?: readonly Constraint[]
  readonly indexes?: readonly IndexDefinition[]
}

export function table(name: string, columns: readonly ColumnDefinition[], parts: TableParts = {}): Table {
  const { primaryKey = ['id'], constraints = [], indexes = [] } = parts
  const key: readonly Constraint[] =
    primaryKey.length > 0 ? [{ kind: 'primary-key', name: `${name}_pkey`, columns: primaryKey }] : []
  return {
    name: { schema: undefined, name },
    columns,
    constraints: [...key, ...constraints],
    indexes,
    partitioned: false,
    complete: true,
  }
}

export function index(on: string, columns: readonly string[], details: Partial<IndexDefinition> = {}): IndexDefinition {
  return {
    name: `${on}_${columns.join('_')}_${details.unique === true ? 'key' : 'idx'}`,
    table: { schema: undefined, name: on },
    unique: false,
    method: 'btree',
    keys: columns.map((key) => ({ column: key, descending: false })),
    include: [],
    nullsNotDistinct: false,
    ...details,
  }
}

export function foreignKey(
  on: string,
  columns: readonly string[],
  to: string,
  details: Partial<ForeignKeyConstraint> = {},
): ForeignKeyConstraint {
  return {
    kind: 'foreign-key',
    name: `${on}_${columns.join('_')}_fkey`,
    columns,
    references: { table: { schema: undefined, name: to }, columns: ['id'] },
    onDelete: 'set null',
    onUpdate: 'cascade',
    validated: true,
    enforced: true,
    ...details,
  }
}

export function schemaOf(tables: readonly Table[], enums: Readonly<Record<string, readonly string[]>> = {}): Schema {
  const types: readonly EnumType[] = Object.entries(enums).map(([name, values]) => ({
    name: { schema: undefined, name },
    values,
  }))
  return {
    tables: new Map(tables.map((each) => [`public.${each.name.name}`, each])),
    enums: new Map(types.map((type) => [`public.${type.name.name}`, type])),
    views: new Map(),
    triggers: [],
  }
}
