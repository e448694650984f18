// Findings as workflow commands: GitHub shows each beside its line in the pull request.
import type { Finding, Risk } from '../findings/finding.ts'
import type { LintReport } from './lint-report.ts'

const levels: Readonly<Record<Risk, string>> = { low: 'notice', medium: 'warning', high: 'error' }

export function renderGithub(report: LintReport): string {
  const lines = report.migrations.flatMap((migration) => [
    ...migration.problems.map(({ origin, message }) =>
      command(
        'error',
        { file: origin.file, line: origin.start.line, col: origin.start.column, title: 'does not parse' },
        message,
      ),
    ),
    ...migration.findings.map(findingCommand),
    ...migration.gaps.map(({ origin, reason }) =>
      command('notice', { file: origin.file, line: origin.start.line, col: origin.start.column, title: 'not analysed' }, reason),
    ),
  ])
  return lines.length === 0 ? '' : `${lines.join('\n')}\n`
}

function findingCommand(finding: Finding): string {
  const { file, start, end } = finding.origin
  const place = { file, line: start.line, endLine: end.line, col: start.column, endColumn: end.column }
  return command(
    levels[finding.risk],
    { ...place, title: `${finding.rule} (${finding.risk})` },
    `${finding.message}\nSafe way: ${finding.strategy}`,
  )
}

function command(level: string, properties: Readonly<Record<string, string | number>>, message: string): string {
  const list = Object.entries(properties).map(([name, value]) => `${name}=${escapeProperty(String(value))}`)
  return `::${level} ${list.join(',')}::${escapeData(message)}`
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
