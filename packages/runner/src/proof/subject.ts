// What a proof is about: pending migrations in the order in which the tool runs them, and the files of those that are planned.
import type { LiveEngine, Migration, Plan, Shadow } from '@migration-planner/core'

/** A pending migration in its place: as it is, or as its plan. */
export type Subject = { readonly kind: 'as-is'; readonly migration: Migration } | { readonly kind: 'plan'; readonly plan: Plan }

export interface ProofInput {
  readonly live: LiveEngine
  /** Closed by whoever opened it. */
  readonly shadow: Shadow
  /** Applied before the first subject. */
  readonly history: readonly Migration[]
  readonly subjects: readonly Subject[]
  /** A step's file, as the tool will run it. */
  stepText(plan: Plan, step: number): string
  /** The file that undoes it; undefined where there is none. */
  downText(plan: Plan, step: number): string | undefined
  /** Told what is being done, for a person who waits. */
  onProgress?(line: string): void
}
