// Intent: what a recipe wants done, in words that belong to no engine; Engine.write turns it into SQL.
import type { DataType, Expression } from '../operations/definitions.ts'
import type { TableName } from '../operations/names.ts'
import type { Operation } from '../operations/operation.ts'

/** How one column's value becomes the other's. A conversion in a trigger must be total: what does not convert becomes NULL. */
export type Transform =
  | { readonly kind: 'copy' }
  | {
      readonly kind: 'convert'
      readonly from: DataType
      readonly to: DataType
      /** The author's own USING, of the source column. */ readonly using?: Expression
    }

/** Keeps two columns of a table equal in both directions while the old and the new application both write. */
export interface SyncColumns {
  readonly kind: 'sync-columns'
  readonly table: TableName
  /** The column the old application knows. */
  readonly old: string
  /** The column the new application knows. */
  readonly new: string
  readonly forward: Transform
  readonly backward: Transform
  /** Names the trigger and its function; one name per pair for the whole plan. */
  readonly name: string
}
/** Gives a column's value to rows that are written without one: what keeps a NOT NULL column whole while the old application leaves it out. */
export interface FillColumn {
  readonly kind: 'fill-column'
  readonly table: TableName
  readonly column: string
  readonly value: Expression
  readonly name: string
}
/** Takes the trigger of SyncColumns or FillColumn away, and its function. */
export interface DropTrigger {
  readonly kind: 'drop-sync'
  readonly table: TableName
  readonly name: string
}
/** Batched update of the rows that still need it; commits each batch; may be run again at any time. */
export interface Backfill {
  readonly kind: 'backfill'
  readonly table: TableName
  /** Columns of the key that it walks, in order; never empty. */
  readonly key: readonly string[]
  readonly column: string
  /** The value, as an expression or as the transform of another column. */
  readonly value: Expression | { readonly column: string; readonly transform: Transform }
  /** `differs`: rows whose value is not the wanted one; `null`: rows that have none; an expression: the author's own WHERE. */
  readonly where: 'differs' | 'null' | Expression
  /** Further columns set in the same update; `differs` looks at all of them. */
  readonly also?: readonly { readonly column: string; readonly value: Expression }[]
  readonly batchSize: number
  readonly pauseMs: number
}
/** Batched delete of the rows that match; commits each batch; may be run again at any time. */
export interface DeleteInBatches {
  readonly kind: 'delete-in-batches'
  readonly table: TableName
  readonly key: readonly string[]
  /** All rows where undefined. */
  readonly where?: Expression
  readonly batchSize: number
  readonly pauseMs: number
}
/** UPDATE of rows in one go, for shadows and small tables. */
export interface SetValues {
  readonly kind: 'set-values'
  readonly table: TableName
  readonly column: string
  readonly value: Backfill['value']
  readonly where: Backfill['where'] | 'all'
}
/** A view under a table's old name, writable, for the application that still uses that name. */
export interface CompatibilityView {
  readonly kind: 'compatibility-view'
  /** The old name. */
  readonly view: TableName
  readonly table: TableName
}
/** The author's statement, word for word. */
export interface AsWritten {
  readonly kind: 'as-written'
  readonly sql: string
  readonly operation: Operation
}
/** Gives a column a sequence of its own that fills new rows; old rows stay as they are. */
export interface StartCounter {
  readonly kind: 'start-counter'
  readonly table: TableName
  readonly column: string
  readonly type: DataType
  /** The name that the engine itself would have chosen. */
  readonly sequence: TableName
}
/** Moves a column's counter to another column: default, ownership and position. */
export interface MoveCounter {
  readonly kind: 'move-counter'
  readonly table: TableName
  readonly from: string
  readonly to: string
  readonly toType: DataType
}

export type Intent =
  | Operation
  | SyncColumns
  | FillColumn
  | DropTrigger
  | Backfill
  | DeleteInBatches
  | SetValues
  | CompatibilityView
  | AsWritten
  | StartCounter
  | MoveCounter
export type IntentKind = Intent['kind']

const extraKinds: ReadonlySet<string> = new Set([
  'sync-columns',
  'fill-column',
  'drop-sync',
  'backfill',
  'delete-in-batches',
  'set-values',
  'compatibility-view',
  'as-written',
  'start-counter',
  'move-counter',
])

/** Whether an intent is an operation itself. */
export function isOperation(intent: Intent): intent is Operation {
  return !extraKinds.has(intent.kind)
}
