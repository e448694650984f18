// Check: a question to the database whose answer is known beforehand if all is well.
import type { DataType, Expression } from '../operations/definitions.ts'
import type { TableName } from '../operations/names.ts'
import type { Transform } from './intent.ts'

/** What a check asks, in words of no engine; Engine.writeCheck turns it into SQL. */
export type Question =
  | { readonly kind: 'row-count'; readonly table: TableName }
  | { readonly kind: 'table-size'; readonly table: TableName }
  | { readonly kind: 'nulls'; readonly table: TableName; readonly column: string }
  | { readonly kind: 'duplicates'; readonly table: TableName; readonly columns: readonly string[]; readonly where?: Expression }
  | {
      readonly kind: 'orphans'
      readonly table: TableName
      readonly columns: readonly string[]
      readonly references: { readonly table: TableName; readonly columns: readonly string[] }
    }
  | { readonly kind: 'violations'; readonly table: TableName; readonly expression: Expression }
  | {
      readonly kind: 'conversion-failures'
      readonly table: TableName
      readonly column: string
      readonly from: DataType
      readonly to: DataType
      readonly using?: Expression
    }
  | {
      readonly kind: 'differences'
      readonly table: TableName
      readonly column: string
      readonly from: string
      readonly transform: Transform
    }
  | {
      readonly kind: 'sample'
      readonly table: TableName
      readonly column: string
      readonly from: string
      readonly transform: Transform
      readonly rows: number
    }
  | { readonly kind: 'constraint-valid'; readonly table: TableName; readonly constraint: string }
  | { readonly kind: 'index-valid'; readonly table: TableName; readonly index: string }

export interface Check {
  /** What a person reads in the validation table. */
  readonly title: string
  readonly question: Question
  /** `record`: the value before is written down and compared after; otherwise the value that must come back. */
  readonly expected: 'record' | 'unchanged' | 'informational' | number
}

/** One SELECT with one row and one column called `value`. */
export interface WrittenCheck {
  readonly title: string
  readonly sql: string
  readonly expected: Check['expected']
}
