// The planner: the whole pipeline from migrations to findings and plans. Pure and synchronous.
import type { Engine } from './engine.ts'
import type { Version } from './changes/change.ts'
import type { Finding, Risk } from './findings/finding.ts'
import type { Migration } from './operations/migration.ts'
import type { TableName } from './operations/names.ts'
import type { Decisions } from './plan/define-recipe.ts'
import type { Planned } from './plan/plan.ts'
import type { Schema } from './schema/schema.ts'
import type { Gap, Problem } from './source.ts'

export interface LintInput {
  readonly engine: Engine
  /** The project's whole history, in the order in which the tool runs it. */
  readonly migrations: readonly Migration[]
  /** Ids of those that are judged; the others only make the schema. */
  readonly pending: ReadonlySet<string>
  /** The target's live catalog, where it was asked; then the applied migrations are not read at all. */
  readonly baseline?: Schema
  readonly version: Version
  readonly rowsOf: (table: TableName) => number | undefined
  /** Below this many rows the direct statement is fine where it only costs time. */
  readonly smallTable: number
  /** A rule's risk where the project says otherwise; `off` silences it. */
  readonly levels: Readonly<Record<string, 'off' | Risk>>
}

export interface LintedMigration {
  readonly id: string
  readonly file: string
  readonly statements: number
  readonly findings: readonly Finding[]
  readonly problems: readonly Problem[]
  readonly gaps: readonly Gap[]
}

export interface PlanInput extends LintInput {
  /** Only these of the pending ones are planned; undefined for all. */
  readonly only?: ReadonlySet<string>
  readonly decisions: Decisions
  readonly lockTimeoutMs: number
  readonly backfill: { readonly batchSize: 'auto' | number; readonly pauseMs?: number }
}

/** The findings of every pending migration. */
export function lintMigrations(input: LintInput): readonly LintedMigration[] {
  return planMigrations({ ...input, decisions: { renames: [], fills: [], notRenames: [] }, lockTimeoutMs: 2000, backfill: { batchSize: 'auto' } }).linted
}

/** Findings and plans of every pending migration, planned as one chain: a later one builds on what the earlier plans leave. */
export function planMigrations(_input: PlanInput): { readonly linted: readonly LintedMigration[]; readonly planned: readonly Planned[] } {
  return { linted: [], planned: [] }
}
