// Change: an operation where it happens, with the schema before it and its effects.
import type { Effects } from '../effects/effects.ts'
import { type TableName, keyOf } from '../operations/names.ts'
import type { Operation, OperationKind, OperationOf } from '../operations/operation.ts'
import type { Statement } from '../operations/statement.ts'
import type { Schema } from '../schema/schema.ts'
import type { Origin } from '../source.ts'

/** The major version of the engine that effects are judged for, and whether somebody said so or it is our default. */
export interface Version {
  readonly major: number
  readonly known: boolean
}

/** The transaction that a change runs in: what ran in it before still holds its locks. */
export interface TransactionContext {
  /** `none`: the statement commits by itself. */
  readonly kind: 'none' | 'implicit' | 'explicit'
  /** Changes of the same transaction before this one, first to last. */
  readonly earlier: readonly Change[]
  /** `lock_timeout` and its like as set before this change, lower case, by name. */
  readonly settings: ReadonlyMap<string, string>
}

/** An operation where it happens. */
export interface AnyChange {
  readonly operation: Operation
  /** A whole statement that does just this, in the author's words. */
  readonly sql: string
  readonly origin: Origin
  readonly statement: Statement
  readonly migration: string
  readonly before: Schema
  readonly after: Schema
  /** After the whole migration: what is there again by its end is not missed. */
  readonly final: Schema
  readonly effects: Effects
  readonly version: Version
  /** Rows of the operation's table, where somebody told. */
  readonly rows?: number
  /** Tables made earlier in the same migration, by key: empty, and nobody uses them yet. */
  readonly fresh: ReadonlySet<string>
  readonly transaction: TransactionContext
  /** Inside a DO block: the statement is the block. */
  readonly insideBlock: boolean
}

/** A change whose operation is of one of some kinds; of any kind where none is named. */
export type Change<Kind extends OperationKind = OperationKind> = AnyChange & { readonly operation: OperationOf<Kind> }

/** The table an operation is about, where it is about one. */
export function tableOf(operation: Operation): TableName | undefined {
  return 'table' in operation ? operation.table : undefined
}

/** Whether the change is about a table that this migration itself created. */
export function isOnFreshTable(change: Change): boolean {
  const table = tableOf(change.operation)
  return table !== undefined && change.fresh.has(keyOf(table))
}

/** Narrows a change to some kinds of operation. */
export function isChange<Kind extends OperationKind>(change: AnyChange, ...kinds: readonly Kind[]): change is Change<Kind> {
  const wanted: readonly OperationKind[] = kinds
  return wanted.includes(change.operation.kind)
}
