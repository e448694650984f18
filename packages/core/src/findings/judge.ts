// judge(): what the rules say of changes, once per harm, without what the authors allowed.
import { type Change, tableOf } from '../changes/change.ts'
import { isOnNewTablesOnly } from '../changes/new-tables.ts'
import { columnIn, indexIn, tableIn } from '../schema/schema.ts'
import type { Statement } from '../operations/statement.ts'
import type { TableName } from '../operations/names.ts'
import { fillSlots, type Rule } from './define-rule.ts'
import { atLeast, type Finding, type Risk } from './finding.ts'
import { isAlone, placeOf, removalOf, type Suppression, suppressionRules, suppressionsOf } from './suppressions.ts'

export interface JudgeSettings {
  /** A rule's risk where the project says otherwise; `off` silences it. */
  readonly levels: Readonly<Record<string, 'off' | Risk>>
  readonly docsUrl: (rule: string) => string
  /** Up to this many known rows, what only takes time is a remark. */
  readonly smallTable?: number
}

/** A rule that fired on a change. */
interface Verdict {
  readonly rule: Rule
  readonly risk: Risk
  readonly args: Readonly<Record<string, string>>
}

/** The findings in the order of the changes; `rewritable` is for the planner to say. */
export function judge(changes: readonly Change[], rules: readonly Rule[], settings: JudgeSettings): readonly Finding[] {
  const migrations = grouped(changes, ({ migration }) => migration)
  return [...migrations.values()].flatMap((ofMigration) => judgeMigration(ofMigration, rules, settings))
}

function judgeMigration(changes: readonly Change[], rules: readonly Rule[], settings: JudgeSettings): readonly Finding[] {
  const statements = grouped(changes, ({ statement }) => statement)
  return [...statements].flatMap(([statement, ofStatement]) => judgeStatement(statement, ofStatement, changes, rules, settings))
}

function grouped<Key>(changes: readonly Change[], keyOfChange: (change: Change) => Key): ReadonlyMap<Key, readonly Change[]> {
  const groups = new Map<Key, Change[]>()
  for (const change of changes) {
    const group = groups.get(keyOfChange(change))
    if (group) group.push(change)
    else groups.set(keyOfChange(change), [change])
  }
  return groups
}

function judgeStatement(
  statement: Statement,
  changes: readonly Change[],
  ofMigration: readonly Change[],
  rules: readonly Rule[],
  settings: JudgeSettings,
): readonly Finding[] {
  const suppressions = suppressionsOf(statement)
  const allowed = new Set(suppressions.filter(({ reason }) => reason !== undefined).map(({ rule }) => rule))
  const fired = changes.map((change) => ({ change, verdicts: verdictsOn(change, ofMigration, rules, settings) }))
  const firedRules = new Set(fired.flatMap(({ verdicts }) => verdicts.map(({ rule }) => rule.id)))
  const findings = fired.flatMap(({ change, verdicts }) =>
    withoutCovered(verdicts.filter(({ rule }) => !allowed.has(rule.id))).map((verdict) => findingOf(change, verdict, settings)),
  )
  return [...suppressionFindings(suppressions, firedRules, changes, rules, settings), ...findings]
}

function verdictsOn(
  change: Change,
  changes: readonly Change[],
  rules: readonly Rule[],
  settings: JudgeSettings,
): readonly Verdict[] {
  if (doesNothing(change)) return []
  const onNewTables = isOnNewTablesOnly(change)
  const concerned = rules.filter(({ on }) => on.includes(change.operation.kind))
  return concerned.flatMap((rule) => {
    const level = settings.levels[rule.id] ?? rule.risk
    if (level === 'off' || (onNewTables && rule.onNewTables !== true)) return []
    const args = rule.check(change, changes)
    return args ? [{ rule, args, risk: isSmallMatter(rule, change, settings) ? 'low' : level }] : []
  })
}

/** IF NOT EXISTS of what the history already has. */
function doesNothing({ operation, before }: Change): boolean {
  if (operation.kind === 'create-table') return operation.ifNotExists && tableIn(before, operation.table) !== undefined
  return (
    operation.kind === 'add-column' &&
    operation.ifNotExists &&
    columnIn(before, operation.table, operation.column.name) !== undefined
  )
}

function isSmallMatter(rule: Rule, change: Change, { smallTable }: JudgeSettings): boolean {
  return rule.onlyTakesTime === true && change.rows !== undefined && smallTable !== undefined && change.rows <= smallTable
}

/** A rule gives way only to a finding that is at least as loud. */
function withoutCovered(verdicts: readonly Verdict[]): readonly Verdict[] {
  return verdicts.filter(
    ({ rule, risk }) => !verdicts.some((other) => other.rule.covers?.includes(rule.id) === true && atLeast(other.risk, risk)),
  )
}

function findingOf(change: Change, { rule, risk, args }: Verdict, settings: JudgeSettings): Finding {
  const table = tableInvolved(change)
  return {
    ...wordsOf(rule, risk, args, settings),
    origin: change.origin,
    statement: change.sql,
    migration: change.migration,
    ...(table ? { table } : {}),
    effects: change.effects,
    ...(change.rows === undefined ? {} : { rows: change.rows }),
  }
}

function tableInvolved({ operation, before }: Change): TableName | undefined {
  if (operation.kind === 'drop-index') return indexIn(before, operation.index)?.table.name
  return operation.kind === 'truncate' ? operation.tables[0] : tableOf(operation)
}

function wordsOf(
  rule: Rule,
  risk: Risk,
  args: Readonly<Record<string, string>>,
  { docsUrl }: JudgeSettings,
): Omit<Finding, 'origin' | 'statement' | 'migration'> {
  return {
    rule: rule.id,
    risk,
    title: rule.summary,
    message: fillSlots(rule.message, args),
    args,
    strategy: rule.strategy,
    needsDeploy: rule.needsDeploy,
    rewritable: false,
    docs: docsUrl(rule.id),
  }
}

function suppressionFindings(
  suppressions: readonly Suppression[],
  fired: ReadonlySet<string>,
  changes: readonly Change[],
  rules: readonly Rule[],
  settings: JudgeSettings,
): readonly Finding[] {
  return suppressions.flatMap((suppression) => {
    const id = complaintAbout(suppression, fired, rules, settings)
    const rule = rules.find((candidate) => candidate.id === id)
    const risk = rule && (settings.levels[rule.id] ?? rule.risk)
    if (!rule || !risk || risk === 'off') return []
    const words = wordsOf(rule, risk, { rule: suppression.rule }, settings)
    const fix = id === suppressionRules.unused && isAlone(suppression, suppressions) ? removalOf(suppression) : undefined
    return [{ ...words, ...placeOf(suppression), migration: changes[0]?.migration ?? '', ...(fix ? { fix } : {}) }]
  })
}

/** A rule that the project turned off cannot fire: allowing it does no harm. */
function complaintAbout(
  { rule, reason }: Suppression,
  fired: ReadonlySet<string>,
  rules: readonly Rule[],
  { levels }: JudgeSettings,
): string | undefined {
  const known = rules.some(({ id }) => id === rule)
  if (known && levels[rule] === 'off') return undefined
  if (!fired.has(rule)) return suppressionRules.unused
  return reason === undefined ? suppressionRules.withoutReason : undefined
}
