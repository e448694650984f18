// LintReport: what every rendering of findings starts from.
import type { Finding, Risk } from '../findings/finding.ts'
import type { LintedMigration } from '../planner.ts'

export interface LintReport {
  readonly tool: string
  readonly engine: { readonly name: string; readonly title: string; readonly version: number; readonly versionKnown: boolean }
  /** How the pending migrations were chosen. */
  readonly from: string
  readonly migrations: readonly LintedMigration[]
  /** A file's text, for code frames. */
  readonly textOf: (file: string) => string | undefined
  /** The binary, for advice on what to type. */
  readonly binary: string
}

export interface Summary {
  readonly migrations: number
  readonly statements: number
  readonly findings: Readonly<Record<Risk, number>>
  readonly unanalysed: number
}

/** A part of a migration that nobody looked at: a gap, or SQL that did not parse. */
export interface Unanalysed {
  readonly line: number
  readonly column: number
  readonly reason: string
}

export function findingsOf(report: LintReport): readonly Finding[] {
  return report.migrations.flatMap(({ findings }) => findings)
}

export function unanalysedIn(migration: LintedMigration): readonly Unanalysed[] {
  const problems = migration.problems.map(({ origin, message }) => ({ ...origin.start, reason: message }))
  const gaps = migration.gaps.map(({ origin, reason }) => ({ ...origin.start, reason }))
  return [...problems, ...gaps].toSorted((one, other) => one.line - other.line || one.column - other.column)
}

export function summarise(report: LintReport): Summary {
  const findings = findingsOf(report)
  const count = (risk: Risk): number => findings.filter((finding) => finding.risk === risk).length
  return {
    migrations: report.migrations.length,
    statements: report.migrations.reduce((sum, { statements }) => sum + statements, 0),
    findings: { low: count('low'), medium: count('medium'), high: count('high') },
    unanalysed: report.migrations.reduce((sum, migration) => sum + unanalysedIn(migration).length, 0),
  }
}

/** `1 finding`, `2 findings`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`
}
