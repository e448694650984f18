// One migration's plan, from its changes and findings.
import type { Change } from '../changes/change.ts'
import { tableOf } from '../changes/change.ts'
import { atLeast, highest, type Finding } from '../findings/finding.ts'
import type { ColumnDefinition } from '../operations/definitions.ts'
import type { Migration } from '../operations/migration.ts'
import type { TableName } from '../operations/names.ts'
import type { Check, WrittenCheck } from '../plan/check.ts'
import type { RecipeContext } from '../plan/define-recipe.ts'
import type { Draft } from '../plan/draft.ts'
import type { Plan, Planned, Step } from '../plan/plan.ts'
import { apply } from '../schema/apply.ts'
import type { Schema } from '../schema/schema.ts'
import { assemble, write, type Assembly } from './assemble.ts'
import { classify } from './classify.ts'
import { askRecipes, type Answers, type Item } from './items.ts'
import { orderSteps } from './order.ts'

export interface MigrationToPlan {
  readonly migration: Migration
  readonly changes: readonly Change[]
  readonly findings: readonly Finding[]
  readonly before: Schema
  readonly context: RecipeContext
  readonly assembly: Assembly
}

export interface PlannedMigration {
  readonly planned: Planned
  /** The findings, each with whether it is rewritten. */
  readonly findings: readonly Finding[]
}

/** The findings, each with whether `rewrite` would cure it; no plan is made. */
export function findingsOf(input: MigrationToPlan): readonly Finding[] {
  return answer(input).findings
}

interface Answered {
  readonly answers: Answers
  readonly findings: readonly Finding[]
  /** False where the migration is safe as it is. */
  readonly needsPlan: boolean
}

function answer({ assembly, context, changes, findings }: MigrationToPlan): Answered {
  const answers = askRecipes(assembly.engine.recipes, context)
  if (!needsPlan(findings, answers)) return { answers, findings, needsPlan: false }
  const authors = new Set(assembly.engine.rules.flatMap((rule) => (rule.forTheAuthor ? [rule.id] : [])))
  const marked = findings.map((finding) => ({
    ...finding,
    rewritable: !authors.has(finding.rule) && isRewritten(finding, changes, answers),
  }))
  return { answers, findings: marked, needsPlan: true }
}

/** Safe, planned, or blocked by a question or a refusal. */
export function planMigration(input: MigrationToPlan): PlannedMigration {
  const { answers, findings, needsPlan: unsafe } = answer(input)
  const { id } = input.migration
  if (!unsafe) return { planned: { kind: 'safe', migration: id, findings }, findings }
  const ordered = orderSteps(answers.items)
  const refusals = [...answers.refusals, ...ordered.refusals]
  if (refusals.length > 0 || answers.questions.length > 0)
    return { planned: { kind: 'blocked', migration: id, findings, questions: answers.questions, refusals }, findings }

  const { engine, version } = input.assembly
  const deployed = assemble(
    ordered.steps.filter(({ step }) => step.phase !== 'contract').map(({ step }) => step),
    input.before,
    input.assembly,
  )
  const held = assemble(
    ordered.steps.filter(({ step }) => step.phase === 'contract').map(({ step }) => step),
    deployed.after,
    input.assembly,
  )
  const steps = [...deployed.steps, ...held.steps]
  const drafts = answers.items.flatMap((item) => (item.kind === 'draft' ? [item.draft] : []))
  const pointOfNoReturn = findPointOfNoReturn(steps, drafts)
  const plan: Plan = {
    migration: id,
    description: describeId(id),
    engine: { name: engine.name, title: engine.title, version: version.major },
    findings,
    classification: classify(
      answers.items,
      findings,
      (item) => stepsOfItem(item, ordered.steps, steps),
      (change) => rowsOf(change, input.context),
    ),
    risk: highest(findings.map(({ risk }) => risk)) ?? 'low',
    steps,
    original: input.migration.source.text,
    direct: directSql(answers.items, input),
    unpredictable: unpredictableColumns(input.changes, input.context),
    before: writeChecks(
      drafts.flatMap(({ before }) => before ?? []),
      input.before,
      input.assembly,
    ),
    after: writeChecks(
      drafts.flatMap(({ after }) => after ?? []),
      deployed.after,
      input.assembly,
    ),
    ...(pointOfNoReturn ? { pointOfNoReturn } : {}),
    schemas: { before: input.before, deployed: deployed.after, released: held.after },
  }
  return { planned: { kind: 'plan', plan }, findings }
}

/** A reason to rewrite: a safe way that somebody offered, or a hazard that lies in how statements share a transaction. */
function needsPlan(findings: readonly Finding[], { items, questions, refusals }: Answers): boolean {
  const drafted = items.some((item) => item.kind === 'draft' && item.draft.minor !== true)
  const hazardous = findings.some((finding) => atLeast(finding.risk, 'medium'))
  return drafted || questions.length > 0 || (hazardous && (refusals.length > 0 || items.length > 1))
}

function isRewritten(finding: Finding, changes: readonly Change[], answers: Answers): boolean {
  const own = changes.filter(
    ({ statement, origin }) =>
      statement.origin.span.start <= finding.origin.span.start &&
      finding.origin.span.end <= statement.origin.span.end &&
      origin.file === finding.origin.file,
  )
  const refused = answers.refusals.some(({ about }) => about.some((change) => own.includes(change)))
  if (refused) return false
  const exact = own.filter(
    ({ origin }) => origin.span.start === finding.origin.span.start && origin.span.end === finding.origin.span.end,
  )
  const candidates = exact.length > 0 ? exact : own
  const asked = new Set(answers.questions.flatMap(({ about }) => about))
  return candidates.some(
    (change) =>
      answers.drafted.has(change) || asked.has(change) || (change.transaction.kind !== 'none' && answers.items.length > 1),
  )
}

function stepsOfItem(item: Item, ordered: ReturnType<typeof orderSteps>['steps'], steps: readonly Step[]): readonly Step[] {
  const intents = new Set(ordered.filter((placed) => placed.item === item).flatMap(({ step }) => step.intents))
  return steps.filter((step) => step.intents.some((intent) => intents.has(intent)))
}

/** The original in one go: its own statements, except where a decision says what was meant. */
function directSql(items: readonly Item[], { context, assembly, before }: MigrationToPlan): readonly string[] {
  const replaced = new Map<Change, Draft>()
  for (const item of items) {
    if (item.kind === 'draft' && item.draft.direct) for (const change of item.draft.replaces) replaced.set(change, item.draft)
  }
  let schema = before
  return context.changes.flatMap((change) => {
    const draft = replaced.get(change)
    const first = draft?.replaces[0] === change
    const at = schema
    schema = change.insideBlock ? schema : apply(schema, change.operation)
    if (change.insideBlock || ['begin', 'commit'].includes(change.operation.kind)) return []
    if (!draft) return [change.sql]
    return first && draft.direct ? write(draft.direct, at, assembly) : []
  })
}

function unpredictableColumns(changes: readonly Change[], { decisions }: RecipeContext): Plan['unpredictable'] {
  const added = changes.flatMap(({ operation }) => {
    if (operation.kind === 'add-column' && isUnpredictable(operation.column))
      return [{ table: operation.table, column: operation.column.name }]
    if (operation.kind === 'update-rows')
      return operation.set
        .filter(({ value }) => value.volatility !== 'constant' && value.columns.length === 0)
        .map(({ column }) => ({ table: operation.table, column }))
    return []
  })
  const filled = decisions.fills
    .filter(({ value }) => value.volatility !== 'constant' && value.columns.length === 0)
    .map(({ table, column }) => ({ table, column }))
  return [...added, ...filled]
}

/** Counters number old rows in whatever order they are met. */
function isUnpredictable({ default: value, autoIncrement }: ColumnDefinition): boolean {
  return autoIncrement !== undefined || (value !== undefined && value.volatility !== 'constant')
}

function writeChecks(checks: readonly Check[], schema: Schema, { engine, version }: Assembly): readonly WrittenCheck[] {
  const written = checks.map((check) => engine.writeCheck(check, version, schema))
  return written.filter((check, index) => written.findIndex(({ sql }) => sql === check.sql) === index)
}

function findPointOfNoReturn(steps: readonly Step[], drafts: readonly Draft[]): Plan['pointOfNoReturn'] {
  const step = steps.find(({ rollback }) => rollback.kind !== 'reversible')
  if (!step) return undefined
  const reasons = drafts.flatMap((draft) => (draft.pointOfNoReturn === undefined ? [] : [draft.pointOfNoReturn]))
  const own =
    step.rollback.kind === 'impossible' ? step.rollback.because : step.rollback.kind === 'loses-data' ? step.rollback.loses : ''
  return { step: step.title, because: reasons.length > 0 && step.phase === 'contract' ? reasons.join('; ') : own }
}

function rowsOf(change: Change, context: RecipeContext): number | undefined {
  const table: TableName | undefined = tableOf(change.operation)
  return change.rows ?? (table ? context.rowsOf(table) : undefined)
}

/** `20260303120000_add_status` reads `add status`. */
function describeId(id: string): string {
  const words = id.split('_').filter((word, index) => !(index === 0 && /^\d+$/.test(word)))
  return words.length > 0 ? words.join(' ') : id
}
