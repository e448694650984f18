// The planner: the whole pipeline from migrations to findings and plans. Pure and synchronous.
import type { Change, Version } from './changes/change.ts'
import { trace } from './changes/trace.ts'
import type { Engine, Reading } from './engine.ts'
import type { Finding, Risk } from './findings/finding.ts'
import { judge } from './findings/judge.ts'
import type { Migration } from './operations/migration.ts'
import type { TableName } from './operations/names.ts'
import type { Operation } from './operations/operation.ts'
import type { Decisions, RecipeContext } from './plan/define-recipe.ts'
import { joinName } from './plan/names.ts'
import { heldSteps, type Planned } from './plan/plan.ts'
import { batchFor } from './plan/sizing.ts'
import { changesStructure } from './planner/order.ts'
import { findingsOf, type MigrationToPlan, planMigration } from './planner/plan-migration.ts'
import { meet, touchesOf, type Touches } from './changes/touches.ts'
import { applyAll } from './schema/apply.ts'
import { emptySchema, type Schema } from './schema/schema.ts'
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

/** The findings of every pending migration, each judged after the ones before it as they are written. */
export function lintMigrations(input: LintInput): readonly LintedMigration[] {
  const linted: LintedMigration[] = []
  walk(input, (migration, reading, before) => {
    const toPlan = prepare({ ...input, ...noPlans }, migration, reading, before)
    linted.push(lintedMigration(migration, reading, findingsOf(toPlan)))
    return toPlan.changes.at(-1)?.after ?? before
  })
  return linted
}

const noPlans = {
  decisions: { renames: [], fills: [], notRenames: [] },
  lockTimeoutMs: 2000,
  backfill: { batchSize: 'auto' },
} as const

/** Findings and plans of every pending migration, planned as one chain: a later one builds on what the earlier plans leave. */
export function planMigrations(input: PlanInput): {
  readonly linted: readonly LintedMigration[]
  readonly planned: readonly Planned[]
} {
  const linted: LintedMigration[] = []
  const planned: Planned[] = []
  const held: Held[] = []
  walk(input, (migration, reading, before) => {
    const one = planOne(input, prepare(input, migration, reading, before), held)
    linted.push(lintedMigration(migration, reading, one.findings))
    planned.push(one.planned)
    return one.after
  })
  return { linted, planned }
}

/** Folds the history, and hands each pending migration the schema before it; the answer is the schema after it. */
function walk(input: LintInput, visit: (migration: Migration, reading: Reading, before: Schema) => Schema): void {
  let schema = input.baseline ?? emptySchema
  for (const migration of input.migrations) {
    const pending = input.pending.has(migration.id)
    if (!pending && input.baseline) continue
    const reading = input.engine.read(migration.source)
    schema = pending ? visit(migration, reading, schema) : applyAll(schema, operationsOf(reading))
  }
}

/** What an earlier migration of the chain holds back. */
interface Held {
  readonly migration: string
  readonly touches: Touches
}

function prepare(input: PlanInput, migration: Migration, reading: Reading, before: Schema): MigrationToPlan {
  const { engine, version, rowsOf } = input
  const changes = trace({
    migration: migration.id,
    statements: reading.statements,
    transaction: migration.transaction,
    before,
    version,
    effectsOf: (operation, schema, of) => engine.effectsOf(operation, schema, of),
    rowsOf,
  })
  return {
    migration,
    changes,
    findings: judge(changes, engine.rules, { levels: input.levels, docsUrl, smallTable: input.smallTable }),
    before,
    context: contextOf(input, changes),
    assembly: { engine, version, rowsOf, lockTimeoutMs: input.lockTimeoutMs },
  }
}

function lintedMigration(migration: Migration, reading: Reading, findings: readonly Finding[]): LintedMigration {
  return {
    id: migration.id,
    file: migration.source.path,
    statements: reading.statements.length,
    findings,
    problems: reading.problems,
    gaps: [...migration.gaps, ...reading.gaps],
  }
}

function planOne(
  input: PlanInput,
  toPlan: MigrationToPlan,
  held: Held[],
): { readonly planned: Planned; readonly findings: readonly Finding[]; readonly after: Schema } {
  const { changes, before, migration } = toPlan
  const { planned, findings } = planMigration(toPlan)
  const outcome = chained(planned, changes, findings, held)
  const chosen = input.only === undefined || input.only.has(migration.id)
  if (outcome.kind !== 'plan' || !chosen) return { planned: outcome, findings, after: changes.at(-1)?.after ?? before }
  if (heldSteps(outcome.plan).length > 0)
    held.push({ migration: migration.id, touches: touchesOf(changes.filter(({ insideBlock }) => !insideBlock)) })
  return { planned: outcome, findings, after: outcome.plan.schemas.deployed }
}

/** A later migration must not change what an earlier plan still holds on to. */
function chained(planned: Planned, changes: readonly Change[], findings: readonly Finding[], held: readonly Held[]): Planned {
  const structural = changes.filter((change) => !change.insideBlock && changesStructure(change))
  const touches = touchesOf(structural)
  const blocker = structural.length === 0 ? undefined : held.find((other) => meet(other.touches, touches))
  if (!blocker) return planned
  const migration = planned.kind === 'plan' ? planned.plan.migration : planned.migration
  const reason = `it changes what ${blocker.migration} touches, whose last part is held back until the application is ready: release that one first`
  const [refusals, questions] = planned.kind === 'blocked' ? [planned.refusals, planned.questions] : [[], []]
  return {
    kind: 'blocked',
    migration,
    findings,
    questions,
    refusals: [...refusals, { kind: 'refusal', about: structural, reason }],
  }
}

function contextOf(input: PlanInput, changes: readonly Change[]): RecipeContext {
  const { engine, backfill } = input
  return {
    changes,
    decisions: input.decisions,
    version: input.version,
    smallTable: input.smallTable,
    rowsOf: input.rowsOf,
    nameOf: (...parts) => joinName(engine.longestName, parts),
    quote: (name) => engine.quote(name),
    renameColumns: (expression, renames) => engine.renameColumns(expression, renames),
    batch: (rows) => {
      const automatic = batchFor(rows)
      return {
        size: backfill.batchSize === 'auto' ? automatic.size : backfill.batchSize,
        pauseMs: backfill.pauseMs ?? automatic.pauseMs,
      }
    },
  }
}

function operationsOf(reading: Reading): readonly Operation[] {
  return reading.statements.flatMap(({ parts }) => parts.map(({ operation }) => operation))
}

/** Where a rule is explained. */
export function docsUrl(rule: string): string {
  return `https://github.com/migration-planner/migration-planner/blob/main/docs/reference/rules/${rule}.md`
}
