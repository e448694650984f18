// Engine: what a database must answer so that its migrations can be read, judged and rewritten. Pure and synchronous once loaded.
import type { Version } from './changes/change.ts'
import type { Effects } from './effects/effects.ts'
import type { Rule } from './findings/define-rule.ts'
import type { Expression } from './operations/definitions.ts'
import type { Operation } from './operations/operation.ts'
import type { Statement } from './operations/statement.ts'
import type { Check, WrittenCheck } from './plan/check.ts'
import type { Recipe } from './plan/define-recipe.ts'
import type { Intent } from './plan/intent.ts'
import type { Schema } from './schema/schema.ts'
import type { Gap, Problem, SourceText } from './source.ts'

/** What a file says: its statements, and what could not be read. */
export interface Reading {
  readonly statements: readonly Statement[]
  readonly problems: readonly Problem[]
  /** Parts that are no SQL for this engine, masked: psql meta-commands, COPY data, placeholders. */
  readonly gaps: readonly Gap[]
}

export interface Engine {
  /** As tools and flags call it: `postgresql`. */
  readonly name: string
  /** As people call it: `PostgreSQL`. */
  readonly title: string
  /** Judged for when nobody says which: the oldest that its makers still support. */
  readonly defaultVersion: number
  readonly rules: readonly Rule[]
  readonly recipes: readonly Recipe[]
  /** Never throws on any text. */
  read(source: SourceText): Reading
  /** Reads one expression, for example the value of `--fill`; a string is what is wrong with it. */
  readExpression(sql: string): Expression | string
  effectsOf(operation: Operation, before: Schema, version: Version): Effects
  /** Effects of an intent that is no operation, for example of creating a sync trigger. */
  effectsOfIntent(intent: Intent, before: Schema, version: Version): Effects
  /** Statements without semicolons. */
  write(intent: Intent, before: Schema, version: Version): readonly string[]
  /** `before` tells the types of columns; without it values are compared as text. */
  writeCheck(check: Check, version: Version, before?: Schema): WrittenCheck
  /** A name as this engine quotes it. */
  quote(name: string): string
  /** The statement that limits how long the transaction's next statements wait for a lock. */
  lockTimeout(milliseconds: number): string
  /** The expression with columns under other names: by the parser's column references, never by replacing text. */
  renameColumns(expression: Expression, renames: Readonly<Record<string, string>>): Expression
  /** At most this many bytes in a name. */
  readonly longestName: number
}
