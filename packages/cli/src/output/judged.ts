// What several commands do with findings: make a report of them, and decide whether they are too many.
import { atLeast, type LintedMigration, type LintInput, type Migration, type Risk, UsageError } from '@migration-planner/core'
import type { LintReport } from '@migration-planner/core/render'

export interface Judged {
  readonly tool: string
  readonly binary: string
  /** How the migrations were chosen. */
  readonly from: string
  readonly input: LintInput
  readonly linted: readonly LintedMigration[]
}

export function reportOf({ tool, binary, from, input, linted }: Judged): LintReport {
  const { engine, version, migrations } = input
  const texts = new Map(migrations.map(({ source }: Migration) => [source.path, source.text]))
  return {
    tool,
    binary,
    from,
    engine: { name: engine.name, title: engine.title, version: version.major, versionKnown: version.known },
    migrations: linted,
    textOf: (file) => texts.get(file),
  }
}

/** Findings at this risk and above make a command fail, unless somebody says otherwise. */
export const defaultThreshold = 'medium'

export function isUnsafe({ findings }: LintedMigration, threshold: Risk | 'never'): boolean {
  return threshold !== 'never' && findings.some(({ risk }) => atLeast(risk, threshold))
}

/** SQL that does not parse may hide anything: with it, no command can say that it did its work. */
export function assertParsed(engine: { readonly title: string }, linted: readonly LintedMigration[], remedy: string): void {
  const problems = linted.flatMap((migration) => migration.problems)
  const [first] = problems
  if (!first) return
  const { file, start } = first.origin
  const others = problems.length > 1 ? ` (and ${problems.length - 1} more)` : ''
  throw new UsageError(
    `${engine.title} cannot read this SQL: ${first.message}${others}`,
    remedy,
    `${file}:${start.line}:${start.column}`,
  )
}
