// PlanDocument: a plan with all that its readers ask for and the planner cannot know: files, commands, rows, the proof.
import type { ToolCommand, WrittenStep } from '../../adapter.ts'
import { displayName, keyOf, type TableName } from '../../operations/names.ts'
import { type PhaseName, phaseNames } from '../../plan/draft.ts'
import type { WrittenCheck } from '../../plan/check.ts'
import type { Plan, Step } from '../../plan/plan.ts'
import { durationOf, estimatedMs } from '../lock.ts'

/** What a proof showed, as far as a plan repeats it. */
export interface ProofSummary {
  /** Claim 4 held: nothing else may make a plan say so. */
  readonly rollbackTested: boolean
  /** What was run, or why it was not. */
  readonly because: string
  readonly claims: readonly {
    readonly number: number
    readonly claim: string
    readonly outcome: 'held' | 'failed' | 'not checked'
    readonly detail: string
  }[]
}

/** A check after it was asked of a database. */
export interface CheckedValue {
  readonly title: string
  readonly actual: string
  readonly status: 'OK' | 'FAIL' | 'recorded'
}

export interface PlanDocument {
  readonly plan: Plan
  readonly tool: { readonly name: string; readonly title: string; readonly recordedIn?: string }
  /** The binary that a person types, for example `prisma-safe`. */
  readonly binary: string
  /** What deploys, for example `prisma-safe migrate deploy`. */
  readonly deployCommand: string
  readonly planFolder: string
  readonly written: readonly WrittenStep[]
  readonly stepText: (step: number) => string
  readonly rollbackCommands: readonly ToolCommand[]
  readonly rowsOf: (table: TableName) => number | undefined
  /** The table's name as the engine takes it. */
  readonly quoteTable: (table: TableName) => string
  readonly proof: ProofSummary
  readonly checked?: { readonly before?: readonly CheckedValue[]; readonly after?: readonly CheckedValue[] }
}

/** A step with its number, `2.1`, and its place in the tool's convention. */
export interface NumberedStep {
  readonly number: string
  readonly index: number
  readonly step: Step
  readonly written: WrittenStep | undefined
}

export interface NumberedPhase {
  readonly number: number
  readonly name: PhaseName
  readonly title: string
  readonly steps: readonly NumberedStep[]
}

const titles: Readonly<Record<PhaseName, string>> = {
  expand: 'Expand: the schema takes the new form beside the old one',
  backfill: 'Backfill: existing rows get their values',
  constrain: 'Constrain: what must hold is built and checked',
  contract: 'Contract: what only the old application needed goes away',
}

/** The four phases, empty ones too, with their steps numbered as readers quote them. */
export function phasesOf(document: PlanDocument): readonly NumberedPhase[] {
  return phaseNames.map((name, at) => ({
    number: at + 1,
    name,
    title: titles[name],
    steps: document.plan.steps
      .map((step, index) => ({ step, index, written: document.written.find((candidate) => candidate.step === index) }))
      .filter(({ step }) => step.phase === name)
      .map((found, position) => ({ ...found, number: `${at + 1}.${position + 1}` })),
  }))
}

/** How long a step takes by itself, in seconds; a text says what would have to be known. */
export function estimateOf(document: PlanDocument, step: Step): number | string {
  if (step.batch?.estimatedSeconds !== undefined) return step.batch.estimatedSeconds
  if (step.batch) return unknownRows(document, step.batch.table)
  if (durationOf(step.effects) === 'brief') return 0
  const estimates = step.effects.locks.map(({ table }) => ({
    table,
    milliseconds: estimatedMs(step.effects, document.rowsOf(table)),
  }))
  const unknown = estimates.find(({ milliseconds }) => milliseconds === undefined)
  if (unknown) return unknownRows(document, unknown.table)
  return Math.max(0, ...estimates.map(({ milliseconds }) => (milliseconds ?? 0) / 1000))
}

/** The sum of some steps' estimates as a person reads it, and what is not known of it. */
export function estimateText(document: PlanDocument, steps: readonly Step[]): string {
  const estimates = steps.map((step) => estimateOf(document, step))
  const known = estimates.filter((estimate) => typeof estimate === 'number').reduce((sum, seconds) => sum + seconds, 0)
  const unknown = [...new Set(estimates.filter((estimate) => typeof estimate === 'string'))]
  if (unknown.length > 0) return `not known: ${unknown.join('; ')}`
  return known < 1 ? 'under 1 s, and the waiting for locks' : `about ${durationText(known)}, and the waiting for locks`
}

function unknownRows({ binary, plan }: PlanDocument, table: TableName): string {
  return `the rows of ${displayName(table)} (\`${binary} plan ${plan.migration} --database-url URL\` reads them from the target, or \`--rows ${displayName(table)}=N\` says them)`
}

/** `40 s`, `12 min`, `3.5 h`. */
export function durationText(seconds: number): string {
  if (seconds < 1) return 'under 1 s'
  if (seconds < 90) return `${Math.round(seconds)} s`
  if (seconds < 90 * 60) return `${Math.round(seconds / 60)} min`
  return `${Math.round(seconds / 360) / 10} h`
}

/** Every table that some step locks, once, in order of appearance. */
export function tablesOf(plan: Plan): readonly TableName[] {
  const tables = plan.steps.flatMap(({ effects }) => effects.locks.map(({ table }) => table))
  return [...new Map(tables.map((table) => [keyOf(table), table])).values()]
}

const expectations: Readonly<Record<string, string>> = {
  record: 'written down, to compare after',
  unchanged: 'the same as before',
  informational: 'for information',
}

export function expectedText(check: WrittenCheck): string {
  return typeof check.expected === 'number' ? String(check.expected) : (expectations[check.expected] ?? check.expected)
}
