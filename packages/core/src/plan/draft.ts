// Draft: a recipe's answer for one or several changes: the safe way, step by step.
import type { Change } from '../changes/change.ts'
import type { Check } from './check.ts'
import type { Intent } from './intent.ts'

export type PhaseName = 'expand' | 'backfill' | 'constrain' | 'contract'
export const phaseNames: readonly PhaseName[] = ['expand', 'backfill', 'constrain', 'contract']

/** How a step is undone. */
export type Rollback =
  | { readonly kind: 'reversible'; readonly intents: readonly Intent[] }
  | { readonly kind: 'loses-data'; readonly intents: readonly Intent[]; readonly loses: string }
  | { readonly kind: 'impossible'; readonly because: string }

export interface DraftStep {
  readonly phase: PhaseName
  /** What it does, as a heading: `Add full_name beside name`. */
  readonly title: string
  /** A word or two for a file's name: `add_full_name`. */
  readonly slug: string
  /** The safe pattern's name, for the plan's reader. */
  readonly pattern: string
  readonly intents: readonly Intent[]
  readonly rollback: Rollback
  readonly checks?: readonly Check[]
  /** Runs alone: in a file of its own, never together with a neighbour. */
  readonly alone?: true
}

export interface Draft {
  readonly kind: 'draft'
  /** The changes that it takes the place of, the one it was asked about among them. */
  readonly replaces: readonly Change[]
  readonly steps: readonly DraftStep[]
  /** What the changes were meant to do, in one go, where that differs from their own statements: what a proof compares with. */
  readonly direct?: readonly Intent[]
  /** The change in a few words, for the classification table: `Rename column users.name to full_name`. */
  readonly title: string
  /** The table's type column, for example `Rename column`. */
  readonly type: string
  /** The safe way in one line. */
  readonly strategy: string
  readonly before?: readonly Check[]
  readonly after?: readonly Check[]
  /** No reason to rewrite a migration by itself; only where something else is. */
  readonly minor?: true
  /** Why data cannot come back after the contract phase; undefined where it can. */
  readonly pointOfNoReturn?: string
}

/** Only a person can answer: nothing is written until somebody does. */
export interface OpenQuestion {
  readonly kind: 'question'
  readonly about: readonly Change[]
  readonly question: string
  /** The flags that answer it, ready to paste: `--rename users.name=full_name`. */
  readonly answers: readonly string[]
}

/** The change cannot be made safe, and why: nothing is written for this migration. */
export interface Refusal {
  readonly kind: 'refusal'
  readonly about: readonly Change[]
  readonly reason: string
}

export type Answer = Draft | OpenQuestion | Refusal
