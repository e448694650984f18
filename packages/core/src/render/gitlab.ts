// Findings as a GitLab code quality report: shown beside the lines of a merge request.
import type { Finding, Risk } from '../findings/finding.ts'
import type { LintedMigration } from '../planner.ts'
import type { Origin } from '../source.ts'
import { fingerprints } from './fingerprint.ts'
import type { LintReport } from './lint-report.ts'

/** https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
interface Issue {
  readonly description: string
  readonly check_name: string
  readonly fingerprint: string
  readonly severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker'
  readonly location: { readonly path: string; readonly lines: { readonly begin: number; readonly end: number } }
}

const severities: Readonly<Record<Risk, Issue['severity']>> = { low: 'info', medium: 'major', high: 'critical' }

export function renderGitlab(report: LintReport): string {
  const fingerprintOf = fingerprints()
  const issues = report.migrations.flatMap((migration) => [
    ...unreadIssues(migration, fingerprintOf),
    ...migration.findings.map((finding) => ({
      description: descriptionOf(finding),
      check_name: finding.rule,
      fingerprint: fingerprintOf(finding),
      severity: severities[finding.risk],
      location: locationOf(finding.origin),
    })),
  ])
  return `${JSON.stringify(issues, undefined, 2)}\n`
}

function descriptionOf({ message, strategy }: Finding): string {
  return strategy === '' ? message : `${message} Safe way: ${strategy}.`
}

function unreadIssues(migration: LintedMigration, fingerprintOf: ReturnType<typeof fingerprints>): readonly Issue[] {
  const issue = (rule: string, severity: Issue['severity'], origin: Origin, reason: string): Issue => ({
    description: reason,
    check_name: rule,
    fingerprint: fingerprintOf({ migration: migration.id, rule, statement: reason }),
    severity,
    location: locationOf(origin),
  })
  return [
    ...migration.problems.map(({ origin, message }) => issue('does-not-parse', 'blocker', origin, `Does not parse: ${message}`)),
    ...migration.gaps.map(({ origin, reason }) => issue('not-analysed', 'minor', origin, `Not analysed: ${reason}`)),
  ]
}

function locationOf({ file, start, end }: Origin): Issue['location'] {
  return { path: file, lines: { begin: start.line, end: end.line } }
}
