// What columns, indexes and constraints are made of, in words that no engine owns.
import type { TableName } from './names.ts'

/** A column's type: `sql` in the engine's canonical spelling (`character varying(255)`), so that equal types have equal text. */
export interface DataType {
  readonly sql: string
  /** The type without its arguments and array marks, for example `character varying`. */
  readonly name: string
  /** Length, or precision and scale. */
  readonly arguments: readonly number[]
  readonly array: boolean
}

/** SQL that yields a value, in the words it was written in. */
export interface Expression {
  readonly sql: string
  /** `constant`: the same for ever; `stable`: the same within one statement, like now(); `volatile`: new for every row. */
  readonly volatility: 'constant' | 'stable' | 'volatile'
  /** Columns it reads, unquoted. */
  readonly columns: readonly string[]
}

/** A column that fills itself from a counter. */
export type AutoIncrement = 'serial' | 'identity-always' | 'identity-by-default'

/** A column without its constraints, which stand beside it: one form, whether written inline or not. */
export interface ColumnDefinition {
  readonly name: string
  readonly type: DataType
  readonly nullable: boolean
  readonly default?: Expression
  readonly autoIncrement?: AutoIncrement
  readonly generated?: { readonly kind: 'stored' | 'virtual'; readonly expression: Expression }
  readonly collation?: string
}

/** One key of an index: a column or an expression. */
export interface IndexKey {
  readonly column?: string
  readonly expression?: Expression
  readonly descending: boolean
  /** Written only where it differs from the engine's default for the direction. */
  readonly nulls?: 'first' | 'last'
  readonly collation?: string
  readonly operatorClass?: string
}

/** An index, whole: what no other tool may lose when it builds it again. */
export interface IndexDefinition {
  readonly name: string
  readonly table: TableName
  readonly unique: boolean
  /** Access method, for example `btree`. */
  readonly method: string
  readonly keys: readonly IndexKey[]
  readonly include: readonly string[]
  readonly where?: Expression
  readonly nullsNotDistinct: boolean
  /** Storage parameters as written, for example `fillfactor = 70`. */
  readonly storage?: string
  readonly tablespace?: string
}

interface NamedConstraint {
  /** As written, or the name that the engine would give it. */
  readonly name: string
  /** `deferrable initially deferred` as written, where it was. */
  readonly deferrable?: string
}

export interface PrimaryKeyConstraint extends NamedConstraint {
  readonly kind: 'primary-key'
  readonly columns: readonly string[]
  /** The existing unique index that becomes the key. */
  readonly usingIndex?: string
}

export interface UniqueConstraint extends NamedConstraint {
  readonly kind: 'unique'
  readonly columns: readonly string[]
  readonly include: readonly string[]
  readonly nullsNotDistinct: boolean
  readonly usingIndex?: string
}

export type ReferentialAction = 'no action' | 'restrict' | 'cascade' | 'set null' | 'set default'

export interface ForeignKeyConstraint extends NamedConstraint {
  readonly kind: 'foreign-key'
  readonly columns: readonly string[]
  readonly references: { readonly table: TableName; readonly columns: readonly string[] }
  readonly onDelete: ReferentialAction
  readonly onUpdate: ReferentialAction
  readonly match?: 'full'
  /** False where it was added without looking at existing rows. */
  readonly validated: boolean
  readonly enforced: boolean
}

export interface CheckConstraint extends NamedConstraint {
  readonly kind: 'check'
  readonly expression: Expression
  readonly validated: boolean
  readonly enforced: boolean
  readonly noInherit: boolean
}

/** A NOT NULL with a name of its own, as PostgreSQL 18 has them. */
export interface NotNullConstraint extends NamedConstraint {
  readonly kind: 'not-null'
  readonly column: string
  readonly validated: boolean
}

export interface ExclusionConstraint extends NamedConstraint {
  readonly kind: 'exclusion'
  /** The whole definition as written. */
  readonly sql: string
}

export type Constraint =
  | PrimaryKeyConstraint
  | UniqueConstraint
  | ForeignKeyConstraint
  | CheckConstraint
  | NotNullConstraint
  | ExclusionConstraint
