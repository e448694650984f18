// LiveEngine: what a running database must answer so that a plan can be proved on it. Types only: whoever implements them does the I/O.
import type { Query } from './adapter.ts'
import type { Blocks, Work } from './effects/effects.ts'
import type { TableName } from './operations/names.ts'
import type { Schema } from './schema/schema.ts'

/** One connection, with the settings and the transaction it is in. */
export interface Session {
  /** One statement, its values bound. */
  readonly query: Query
  /** A whole file as tools send it: every statement in one message, with the implicit transaction that the engine makes of that. */
  script(sql: string): Promise<void>
  close(): Promise<void>
}

/** Why the database refused a statement, without any value that might be private. */
export interface Failure {
  readonly message: string
  /** The engine's own code, for example `23505`. */
  readonly code?: string
  /** What kind of fault it is: rows in the way of the statement, or the statement itself. */
  readonly fault: 'data' | 'statement' | 'connection'
  readonly table?: TableName
  readonly column?: string
  readonly constraint?: string
}

/**
 * Something that differs between two snapshots.
 * `cosmetic`: what no statement that names its columns notices, such as their order. `position`: where a counter stands.
 */
export interface Difference {
  readonly class: 'definition' | 'cosmetic' | 'position' | 'rows'
  /** For example `column users.name`. */
  readonly object: string
  /** What of it differs, for example `type`; `existence` where only one side has the object. */
  readonly property: string
  /** Undefined where that side has none. */
  readonly one: string | undefined
  readonly other: string | undefined
}

/** A property of a catalog object, in the engine's own words. */
export interface SnapshotEntry {
  readonly class: 'definition' | 'cosmetic' | 'position'
  readonly object: string
  readonly property: string
  readonly value: string
}

/** A whole catalog as comparable entries; what belongs to the engine or to a tool's own bookkeeping is left out. */
export interface Snapshot {
  readonly entries: ReadonlyMap<string, SnapshotEntry>
}

/** All rows of one table, each as text per column, so that two databases can be compared. */
export interface TableRows {
  readonly table: TableName
  /** In alphabetical order: the order in the table is no content. */
  readonly columns: readonly string[]
  /** Columns that tell rows apart; empty where the table has no key. */
  readonly key: readonly string[]
  readonly rows: readonly (readonly (string | undefined)[])[]
}

/** Everything that is stored, by `keyOf(table)`. */
export type Contents = ReadonlyMap<string, TableRows>

/** A column whose values are no matter of equality, for example a random default. */
export interface ColumnName {
  readonly table: TableName
  readonly column: string
}

export interface ShadowOptions {
  /** A server on which databases may be created; an embedded one where there is none. */
  readonly shadowUrl?: string
  /** What is deployed to: never used as a shadow. */
  readonly targetUrl?: string
  /** The version to be proved for. */
  readonly major?: number
}

/** A place for throw-away databases. */
export interface Shadow {
  /** For a person, without address or password: `embedded PostgreSQL 18.4`. */
  readonly description: string
  readonly major: number
  create(): Promise<ShadowDatabase>
  /** A second database with the same content; nobody may be in a transaction on the first. */
  copy(database: ShadowDatabase): Promise<ShadowDatabase>
  /** Drops everything it made. */
  close(): Promise<void>
}

export interface ShadowDatabase {
  readonly session: Session
  /** For programs that connect themselves; undefined where the database lives in this process. */
  readonly url: string | undefined
  drop(): Promise<void>
}

export interface PopulateOptions {
  readonly rowsPerTable: number
  readonly seed: number
  /** Tables of a tool's own bookkeeping. */
  readonly except?: readonly TableName[]
}

/** What populating came to. */
export interface Populated {
  readonly rows: number
  /** Tables that stayed empty, because every row was refused, and what the engine said. */
  readonly empty: readonly { readonly table: TableName; readonly because: string }[]
}

/** Rows that were taken away because the original statement refuses to run on them. */
export interface RemovedRows {
  readonly table: TableName
  readonly rows: number
  /** The engine's words for what was wrong with them. */
  readonly because: string
}

/** What adapting came to: undefined `failure` means that the statements now run. */
export interface Adapted {
  readonly removed: readonly RemovedRows[]
  readonly failure?: { readonly statement: string; readonly failure: Failure }
}

/** What one statement did, as the server tells. */
export interface Observed {
  readonly statement: string
  readonly locks: readonly { readonly table: TableName; readonly mode: string; readonly blocks: Blocks }[]
  /** Tables whose storage was written anew. */
  readonly rewritten: readonly TableName[]
  /** Tables all of whose rows were read. */
  readonly scanned: readonly TableName[]
  readonly work: Work
}

export interface LiveEngine {
  /** As `Engine.name`. */
  readonly name: string
  connect(url: string): Promise<Session>
  /** The server's major version. */
  major(session: Session): Promise<number>
  /** Throws nothing away: an error of another kind is a Failure with the fault `connection`. */
  failureOf(error: unknown): Failure
  /** The statements of a file, without their semicolons. */
  split(sql: string): Promise<readonly string[]>
  catalog(session: Session): Promise<Schema>
  /** Estimated rows by `keyOf(table)`, from the engine's statistics. */
  rowEstimates(session: Session): Promise<ReadonlyMap<string, number>>
  /** Without the tables that are named: a tool's own bookkeeping. */
  snapshot(session: Session, except?: readonly TableName[]): Promise<Snapshot>
  compare(one: Snapshot, other: Snapshot): readonly Difference[]
  contents(session: Session, except?: readonly TableName[]): Promise<Contents>
  compareContents(one: Contents, other: Contents, except?: readonly ColumnName[]): readonly Difference[]
  shadow(options: ShadowOptions): Promise<Shadow>
  populate(session: Session, options: PopulateOptions): Promise<Populated>
  /** Takes rows away until the statements run, each tried on a copy that is dropped again. */
  adapt(shadow: Shadow, database: ShadowDatabase, scripts: readonly string[]): Promise<Adapted>
  /** Runs statements in one transaction, commits it and tells what each did. */
  observe(session: Session, statements: readonly string[]): Promise<readonly Observed[]>
}
