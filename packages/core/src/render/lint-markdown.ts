// Findings as markdown: for a comment on a pull request.
import type { Finding } from '../findings/finding.ts'
import type { LintedMigration } from '../planner.ts'
import { counted, findingsOf, type LintReport, summarise, unanalysedIn } from './lint-report.ts'
import { blocks, code, fence, list, table } from './markdown.ts'

export function renderLintMarkdown(report: LintReport): string {
  const { migrations, statements, findings } = summarise(report)
  const judged = `${counted(migrations, 'pending migration')}, ${counted(statements, 'statement')}, ${report.engine.title} ${report.engine.version}.`
  const total = findingsOf(report).length
  const verdict =
    total === 0 ? 'Nothing unsafe was found' : `${findings.high} high, ${findings.medium} medium, ${findings.low} low`
  const worthShowing = report.migrations.filter(
    (migration) => migration.findings.length > 0 || unanalysedIn(migration).length > 0,
  )
  return `${blocks('## Migration lint', `${verdict}: ${judged}`, ...worthShowing.map(migrationText))}\n`
}

function migrationText(migration: LintedMigration): string {
  const rows = migration.findings.map((finding) => [
    finding.risk,
    code(finding.rule),
    `${finding.origin.start.line}`,
    finding.message,
    finding.strategy,
  ])
  return blocks(
    `### ${code(migration.file)}`,
    rows.length === 0 ? '' : table(['Risk', 'Rule', 'Line', 'What happens', 'Safe way'], rows),
    ...migration.findings.map(details),
    list(unanalysedIn(migration).map(({ line, column, reason }) => `Not analysed, ${line}:${column}: ${reason}`)),
  )
}

function details(finding: Finding): string {
  return blocks(
    `<details><summary>${finding.rule}, line ${finding.origin.start.line}</summary>`,
    fence('sql', finding.statement),
    '</details>',
  )
}
