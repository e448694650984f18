// Statement: one SQL statement of a file with the operations in it, each with text of its own.
import type { Origin } from '../source.ts'
import type { Operation } from './operation.ts'

/** One operation of a statement: `sql` is a whole statement that does this one thing, in the author's words. */
export interface StatementPart {
  readonly operation: Operation
  /** For the second action of `ALTER TABLE a ADD x int, DROP y`: `ALTER TABLE a DROP y`. No semicolon at the end. */
  readonly sql: string
  readonly origin: Origin
}

/** One statement as it stands in the file, without its semicolon. */
export interface Statement {
  readonly sql: string
  readonly origin: Origin
  readonly parts: readonly StatementPart[]
  /** The comments between the statement before and this one, without their marks. */
  readonly comments: readonly Comment[]
}

export interface Comment {
  readonly text: string
  readonly origin: Origin
}
