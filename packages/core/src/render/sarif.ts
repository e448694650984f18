// Findings as SARIF 2.1.0: for code scanning and editors, with each rule described once.
import type { ArtifactLocation, Fix, Location, Log, Notification, ReportingDescriptor, Result, Run } from 'sarif'
import type { Finding, Risk } from '../findings/finding.ts'
import type { LintedMigration } from '../planner.ts'
import type { Origin } from '../source.ts'
import { fingerprints } from './fingerprint.ts'
import { findingsOf, type LintReport } from './lint-report.ts'

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json'
const levels: Readonly<Record<Risk, Result.level>> = { low: 'note', medium: 'warning', high: 'error' }

/** Paths are relative to this name; whoever shows the log knows what it stands for. */
const root = '%SRCROOT%'

export function renderSarif(report: LintReport): string {
  const log: Log = { $schema: schema, version: '2.1.0', runs: [runOf(report)] }
  return `${JSON.stringify(log, undefined, 2)}\n`
}

function runOf(report: LintReport): Run {
  const rules = describedRules(findingsOf(report))
  const ruleIndex = new Map(rules.map(({ id }, index) => [id, index]))
  const fingerprintOf = fingerprints()
  return {
    tool: {
      driver: {
        name: 'migration-planner',
        informationUri: 'https://github.com/migration-planner/migration-planner',
        rules,
      },
    },
    invocations: [
      {
        executionSuccessful: report.migrations.every(({ problems }) => problems.length === 0),
        toolExecutionNotifications: report.migrations.flatMap(notificationsOf),
      },
    ],
    originalUriBaseIds: { [root]: { description: { text: "The project's folder" } } },
    artifacts: report.migrations.map(({ file }) => ({ location: placeOf(file), sourceLanguage: 'sql' })),
    columnKind: 'utf16CodeUnits',
    results: findingsOf(report).map((finding) => ({
      ruleId: finding.rule,
      ruleIndex: ruleIndex.get(finding.rule) ?? -1,
      level: levels[finding.risk],
      message: { text: messageOf(finding) },
      locations: [locationOf(finding.origin)],
      partialFingerprints: { 'statement/v1': fingerprintOf(finding) },
      ...(finding.fix ? { fixes: [fixOf(report, finding.fix.title, finding.fix.remove)] } : {}),
      properties: {
        risk: finding.risk,
        migration: finding.migration,
        rewritable: finding.rewritable,
        needsDeploy: finding.needsDeploy,
      },
    })),
  }
}

function messageOf({ message, strategy }: Finding): string {
  return strategy === '' ? message : `${message}\nSafe way: ${strategy}`
}

/** Only the rules that found something: a viewer needs no others. */
function describedRules(findings: readonly Finding[]): ReportingDescriptor[] {
  const byRule = new Map(findings.map((finding) => [finding.rule, finding]))
  return [...byRule.values()].map(({ rule, title, strategy, docs, risk }) => ({
    id: rule,
    shortDescription: { text: title },
    fullDescription: { text: title },
    help: { text: strategy === '' ? `See ${docs}` : `Safe way: ${strategy}. See ${docs}` },
    helpUri: docs,
    defaultConfiguration: { level: levels[risk] },
    properties: { tags: ['database', 'migration'], precision: 'high', 'problem.severity': severities[risk] },
  }))
}

/** What GitHub's code scanning sorts by. */
const severities: Readonly<Record<Risk, string>> = { low: 'recommendation', medium: 'warning', high: 'error' }

/** What could not be read is no finding, but it is not silence either. */
function notificationsOf({ problems, gaps }: LintedMigration): Notification[] {
  return [
    ...problems.map(({ origin, message }) => ({
      level: levels.high,
      message: { text: `Does not parse: ${message}` },
      locations: [locationOf(origin)],
    })),
    ...gaps.map(({ origin, reason }) => ({
      level: levels.medium,
      message: { text: `Not analysed: ${reason}` },
      locations: [locationOf(origin)],
    })),
  ]
}

function locationOf({ file, start, end }: Origin): Location {
  return {
    physicalLocation: {
      artifactLocation: placeOf(file),
      region: { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column },
    },
  }
}

function placeOf(file: string): ArtifactLocation {
  return { uri: file.split('/').map(encodeURIComponent).join('/'), uriBaseId: root }
}

/** The whole line goes where nothing else stands in it; otherwise a space stays, so that no two words become one. */
function fixOf(report: LintReport, title: string, { file, start, end }: Origin): Fix {
  const lines = (report.textOf(file) ?? '').split('\n')
  const before = lines[start.line - 1]?.slice(0, start.column - 1) ?? ''
  const after = lines[end.line - 1]?.slice(end.column - 1) ?? ''
  const alone = before.trim() === '' && after.trim() === '' && end.line < lines.length
  const region = alone
    ? { startLine: start.line, startColumn: 1, endLine: end.line + 1, endColumn: 1 }
    : { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column }
  const replacement = { deletedRegion: region, ...(alone ? {} : { insertedContent: { text: ' ' } }) }
  return { description: { text: title }, artifactChanges: [{ artifactLocation: placeOf(file), replacements: [replacement] }] }
}
