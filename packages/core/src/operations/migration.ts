// Migration: a file that the team wrote, as its tool would run it.
import type { Gap, SourceText } from '../source.ts'

/** How the tool runs the file: all of it in one transaction, or each statement as it comes. */
export type TransactionMode = 'file' | 'statement'

export interface Migration {
  /** The tool's own identity of it, for example a folder's name. */
  readonly id: string
  /** The SQL that the tool sends, at the path where a person finds it. */
  readonly source: SourceText
  readonly transaction: TransactionMode
  readonly gaps: readonly Gap[]
}
