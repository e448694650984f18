// Operation: what a migration says, one schema or data change at a time, in words that belong to no engine.
import type {
  CheckConstraint,
  ColumnDefinition,
  Constraint,
  DataType,
  ExclusionConstraint,
  Expression,
  ForeignKeyConstraint,
  IndexDefinition,
  NotNullConstraint,
  PrimaryKeyConstraint,
  UniqueConstraint,
} from './definitions.ts'
import type { TableName } from './names.ts'

interface OnTable<Kind extends string> {
  readonly kind: Kind
  readonly table: TableName
}
interface OnColumn<Kind extends string> extends OnTable<Kind> {
  readonly column: string
}

export interface CreateTable extends OnTable<'create-table'> {
  readonly columns: readonly ColumnDefinition[]
  readonly constraints: readonly Constraint[]
  readonly ifNotExists: boolean
  readonly partitionOf?: TableName
  readonly partitionedBy?: string
  /** Tables whose columns it takes over (LIKE, INHERITS) beside those listed; empty for a typed table. Not there where all columns are its own. */
  readonly copies?: readonly TableName[]
  /** Filled from a query (CREATE TABLE AS): its columns are not known. */
  readonly fromQuery: boolean
}
export interface DropTable extends OnTable<'drop-table'> {
  readonly ifExists: boolean
  readonly cascade: boolean
}
export interface RenameTable extends OnTable<'rename-table'> {
  readonly to: string
}
export interface AddColumn extends OnTable<'add-column'> {
  readonly column: ColumnDefinition
  /** Constraints written inline with the column. */
  readonly constraints: readonly Constraint[]
  readonly ifNotExists: boolean
}
export interface DropColumn extends OnColumn<'drop-column'> {
  readonly ifExists: boolean
  readonly cascade: boolean
}
export interface RenameColumn extends OnColumn<'rename-column'> {
  readonly to: string
}
export interface ChangeColumnType extends OnColumn<'change-column-type'> {
  readonly type: DataType
  readonly using?: Expression
  readonly collation?: string
}
export interface SetNotNull extends OnColumn<'set-not-null'> {}
export interface DropNotNull extends OnColumn<'drop-not-null'> {}
export interface SetDefault extends OnColumn<'set-default'> {
  readonly default: Expression
}
export interface DropDefault extends OnColumn<'drop-default'> {}
export interface AddIndex extends OnTable<'add-index'> {
  readonly index: IndexDefinition
  readonly concurrently: boolean
  readonly ifNotExists: boolean
}
export interface DropIndex {
  readonly kind: 'drop-index'
  readonly index: TableName
  readonly concurrently: boolean
  readonly ifExists: boolean
  readonly cascade: boolean
}
export interface RenameIndex {
  readonly kind: 'rename-index'
  readonly index: TableName
  readonly to: string
}
export interface Reindex {
  readonly kind: 'reindex'
  readonly what: 'index' | 'table' | 'schema' | 'database'
  readonly name: TableName
  readonly concurrently: boolean
}
export interface AddPrimaryKey extends OnTable<'add-primary-key'> {
  readonly constraint: PrimaryKeyConstraint
}
export interface AddUnique extends OnTable<'add-unique'> {
  readonly constraint: UniqueConstraint
}
export interface AddForeignKey extends OnTable<'add-foreign-key'> {
  readonly constraint: ForeignKeyConstraint
}
export interface AddCheck extends OnTable<'add-check'> {
  readonly constraint: CheckConstraint
}
export interface AddNotNullConstraint extends OnTable<'add-not-null-constraint'> {
  readonly constraint: NotNullConstraint
}
export interface AddExclusion extends OnTable<'add-exclusion'> {
  readonly constraint: ExclusionConstraint
}
export interface ValidateConstraint extends OnTable<'validate-constraint'> {
  readonly constraint: string
}
export interface DropConstraint extends OnTable<'drop-constraint'> {
  readonly constraint: string
  readonly ifExists: boolean
  readonly cascade: boolean
}
export interface RenameConstraint extends OnTable<'rename-constraint'> {
  readonly constraint: string
  readonly to: string
}
export interface CreateEnum {
  readonly kind: 'create-enum'
  readonly type: TableName
  readonly values: readonly string[]
}
export interface AddEnumValue {
  readonly kind: 'add-enum-value'
  readonly type: TableName
  readonly value: string
  readonly ifNotExists: boolean
  readonly position?: { readonly side: 'before' | 'after'; readonly value: string }
}
export interface RenameEnumValue {
  readonly kind: 'rename-enum-value'
  readonly type: TableName
  readonly from: string
  readonly to: string
}
export interface RenameType {
  readonly kind: 'rename-type'
  readonly type: TableName
  readonly to: string
}
export interface DropType {
  readonly kind: 'drop-type'
  readonly type: TableName
  readonly ifExists: boolean
  readonly cascade: boolean
}
/** What hangs on columns or stands alone and is kept by name only. */
export type ObjectKind =
  | 'view'
  | 'materialized view'
  | 'function'
  | 'procedure'
  | 'trigger'
  | 'sequence'
  | 'extension'
  | 'schema'
  | 'domain'
  | 'type'
  | 'policy'
  | 'rule'
  | 'statistics'
  | 'aggregate'
  | 'operator'
  | 'publication'
  | 'other'
export interface CreateObject {
  readonly kind: 'create-object'
  readonly what: ObjectKind
  readonly name: TableName
  /** The table a trigger, policy or rule stands on. */
  readonly table?: TableName
  /** Tables and columns that it reads, where the parser could tell. */
  readonly reads: readonly { readonly table: TableName; readonly columns: readonly string[] }[]
  readonly replace: boolean
}
export interface DropObject {
  readonly kind: 'drop-object'
  readonly what: ObjectKind
  readonly name: TableName
  readonly table?: TableName
  readonly cascade: boolean
}
/** COMMENT, GRANT, REVOKE, OWNER, SET STATISTICS: changes that no rule minds and no recipe moves. */
export interface Annotate {
  readonly kind: 'annotate'
  readonly what: 'comment' | 'privileges' | 'owner' | 'statistics' | 'storage parameters'
  readonly table?: TableName
}
export interface InsertRows extends OnTable<'insert-rows'> {
  readonly fromQuery: boolean
  /** Columns named, empty where the statement names none. */
  readonly columns: readonly string[]
}
export interface UpdateRows extends OnTable<'update-rows'> {
  readonly set: readonly { readonly column: string; readonly value: Expression }[]
  readonly where?: Expression
  /** Reads other tables (FROM, sub-queries): cannot be cut into batches as it stands. */
  readonly readsOtherTables: boolean
}
export interface DeleteRows extends OnTable<'delete-rows'> {
  readonly where?: Expression
  readonly readsOtherTables: boolean
}
export interface Truncate {
  readonly kind: 'truncate'
  readonly tables: readonly TableName[]
  readonly cascade: boolean
}
export interface Begin {
  readonly kind: 'begin'
}
export interface Commit {
  readonly kind: 'commit'
}
export interface RollbackTransaction {
  readonly kind: 'rollback'
}
export interface SetSetting {
  readonly kind: 'set-setting'
  readonly name: string
  /** Undefined for RESET and SET … TO DEFAULT. */
  readonly value?: string
  readonly local: boolean
}
/** A block of procedural code (DO): what could be read inside it, and what could not. */
export interface RunBlock {
  readonly kind: 'run-block'
  readonly contains: readonly Operation[]
  /** Statements built at run time, which nobody can read beforehand. */
  readonly dynamic: number
  readonly commits: boolean
}
/** SQL that can be delimited but is not modelled. `mentions` are all its identifiers: a barrier only where they matter. */
export interface Opaque {
  readonly kind: 'opaque'
  /** What the statement is, in the engine's words, for example `CLUSTER`. */
  readonly what: string
  readonly reason: string
  readonly mentions: readonly string[]
  /** VACUUM and its like: refuses to run inside a transaction. */
  readonly ownTransaction: boolean
}

export type Operation =
  | CreateTable
  | DropTable
  | RenameTable
  | AddColumn
  | DropColumn
  | RenameColumn
  | ChangeColumnType
  | SetNotNull
  | DropNotNull
  | SetDefault
  | DropDefault
  | AddIndex
  | DropIndex
  | RenameIndex
  | Reindex
  | AddPrimaryKey
  | AddUnique
  | AddForeignKey
  | AddCheck
  | AddNotNullConstraint
  | AddExclusion
  | ValidateConstraint
  | DropConstraint
  | RenameConstraint
  | CreateEnum
  | AddEnumValue
  | RenameEnumValue
  | RenameType
  | DropType
  | CreateObject
  | DropObject
  | Annotate
  | InsertRows
  | UpdateRows
  | DeleteRows
  | Truncate
  | Begin
  | Commit
  | RollbackTransaction
  | SetSetting
  | RunBlock
  | Opaque

export type OperationKind = Operation['kind']
export type OperationOf<Kind extends OperationKind> = Extract<Operation, { readonly kind: Kind }>
