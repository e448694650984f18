// Recipe: a safe way to the same schema, written as a form.
import { type Change, type Version, isChange } from '../changes/change.ts'
import type { Expression } from '../operations/definitions.ts'
import type { TableName } from '../operations/names.ts'
import type { OperationKind } from '../operations/operation.ts'
import type { Answer } from './draft.ts'

/** What a person has decided beforehand, by flag, config or answer. */
export interface Decisions {
  /** A drop and an add that are one rename. */
  readonly renames: readonly { readonly table: TableName; readonly from: string; readonly to: string }[]
  /** The value of existing rows in a column that may no longer be NULL. */
  readonly fills: readonly { readonly table: TableName; readonly column: string; readonly value: Expression }[]
  /** A drop and an add that somebody says are no rename. */
  readonly notRenames: readonly { readonly table: TableName; readonly from: string; readonly to: string }[]
}

export interface RecipeContext {
  /** Every change of the migration, in order. */
  readonly changes: readonly Change[]
  readonly decisions: Decisions
  readonly version: Version
  /** Below this many rows the direct statement is fine where it only costs time. */
  readonly smallTable: number
  readonly rowsOf: (table: TableName) => number | undefined
  /** A name made unlike any other by cutting it at what the engine allows. */
  readonly nameOf: (...parts: readonly string[]) => string
  /** A name as the engine quotes it. */
  readonly quote: (name: string) => string
  readonly renameColumns: (expression: Expression, renames: Readonly<Record<string, string>>) => Expression
  readonly batch: (rows: number | undefined) => { readonly size: number; readonly pauseMs: number }
}

export interface RecipeForm<Kind extends OperationKind> {
  readonly id: string
  /** The safe way in a line. */
  readonly summary: string
  readonly on: readonly Kind[]
  /** Recipes that see several changes as one are asked before those that look at one alone. */
  readonly spans: 'several changes' | 'one change'
  /** Its answer for the change, or undefined to step aside. Pure. */
  readonly draft: (change: Change<Kind>, context: RecipeContext) => Answer | undefined
}

export interface Recipe {
  readonly id: string
  readonly summary: string
  readonly on: readonly OperationKind[]
  readonly spans: 'several changes' | 'one change'
  readonly draft: (change: Change, context: RecipeContext) => Answer | undefined
}

/** Makes a recipe; it is asked only about its own kinds. */
export function defineRecipe<const Kind extends OperationKind>(form: RecipeForm<Kind>): Recipe {
  return { ...form, draft: (change, context) => (isChange(change, ...form.on) ? form.draft(change, context) : undefined) }
}
