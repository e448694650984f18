// Plan: what replaces one pending migration. A value: it can be printed, serialised and compared; carrying it out is somebody else's job.
import type { Effects } from '../effects/effects.ts'
import type { Finding, Risk } from '../findings/finding.ts'
import type { TableName } from '../operations/names.ts'
import type { Schema } from '../schema/schema.ts'
import type { WrittenCheck } from './check.ts'
import type { OpenQuestion, PhaseName, Refusal } from './draft.ts'
import type { Intent } from './intent.ts'

/** How a step's own text is undone, as SQL. */
export type WrittenRollback =
  | { readonly kind: 'reversible'; readonly sql: readonly string[] }
  | { readonly kind: 'loses-data'; readonly sql: readonly string[]; readonly loses: string }
  | { readonly kind: 'impossible'; readonly because: string }

/** How data moves in a step, for the runner and for the plan's reader. */
export interface BatchPlan {
  readonly table: TableName
  readonly key: readonly string[]
  readonly column: string
  readonly size: number
  readonly pauseMs: number
  readonly rows?: number
  readonly estimatedSeconds?: number
}

/** One file's worth of work. */
export interface Step {
  readonly phase: PhaseName
  readonly title: string
  readonly slug: string
  readonly pattern: string
  /** Statements without their semicolons, in order. */
  readonly sql: readonly string[]
  /** `own`: all statements in one transaction of their own. `none`: the one statement refuses a transaction or commits by itself. */
  readonly transaction: 'own' | 'none'
  /** Undefined where the statement's waits block nobody, so that a timeout would only hurt. */
  readonly lockTimeoutMs?: number
  /** The same as the engine writes it (`Engine.lockTimeout`), for adapters, who know no engine; there whenever `lockTimeoutMs` is. */
  readonly lockTimeoutSql?: string
  /** The strongest of its statements' effects, and all their locks. */
  readonly effects: Effects
  readonly rollback: WrittenRollback
  /** Whether the undo, too, must run outside a transaction. */
  readonly rollbackTransaction: 'own' | 'none'
  readonly batch?: BatchPlan
  readonly checks: readonly WrittenCheck[]
  /** What it does, before it became SQL: what proofs and other writers read. */
  readonly intents: readonly Intent[]
}

/** A row of the classification table. */
export interface Classification {
  readonly change: string
  readonly type: string
  readonly risk: Risk
  readonly lock: string
  readonly strategy: string
}

export interface Plan {
  readonly migration: string
  readonly description: string
  readonly engine: { readonly name: string; readonly title: string; readonly version: number }
  readonly findings: readonly Finding[]
  readonly classification: readonly Classification[]
  readonly risk: Risk
  readonly steps: readonly Step[]
  /** The migration's own SQL, whole. */
  readonly original: string
  /** What the original was meant to do, in one go, as SQL: its own statements except where a decision says otherwise. */
  readonly direct: readonly string[]
  /** Columns whose values nobody can foretell, such as random defaults and the time of day: no proof compares them. */
  readonly unpredictable: readonly { readonly table: TableName; readonly column: string }[]
  readonly before: readonly WrittenCheck[]
  readonly after: readonly WrittenCheck[]
  /** The first step that cannot be undone without loss, and why; undefined where all can. */
  readonly pointOfNoReturn?: { readonly step: string; readonly because: string }
  readonly schemas: {
    readonly before: Schema
    /** After every step that is not held. */
    readonly deployed: Schema
    /** After the contract phase: what the original reaches. */
    readonly released: Schema
  }
}

/** What the planner says of one migration. */
export type Planned =
  | { readonly kind: 'safe'; readonly migration: string; readonly findings: readonly Finding[] }
  | { readonly kind: 'plan'; readonly plan: Plan }
  | {
      readonly kind: 'blocked'
      readonly migration: string
      readonly findings: readonly Finding[]
      readonly questions: readonly OpenQuestion[]
      readonly refusals: readonly Refusal[]
    }

/** Steps that the tool's next deploy runs. */
export function deployedSteps(plan: Plan): readonly Step[] {
  return plan.steps.filter(({ phase }) => phase !== 'contract')
}

/** Steps that are held until the application is ready. */
export function heldSteps(plan: Plan): readonly Step[] {
  return plan.steps.filter(({ phase }) => phase === 'contract')
}
