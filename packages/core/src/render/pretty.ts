// Findings for a person at a terminal: place, risk and rule, the sentence, the statement, the safe way. Quiet when all is well.
import type { Finding, Risk } from '../findings/finding.ts'
import type { LintedMigration } from '../planner.ts'
import type { Origin, Problem } from '../source.ts'
import { codeFrame } from './code-frame.ts'
import { counted, findingsOf, type LintReport, summarise, unanalysedIn } from './lint-report.ts'
import type { Paint } from './paint.ts'

export function renderPretty(report: LintReport, paint: Paint): string {
  const parts = report.migrations.flatMap((migration) => [
    ...migration.problems.map((problem) => problemText(report, problem, paint)),
    ...migration.findings.map((finding) => findingText(report, finding, paint)),
    ...gapTexts(migration, paint),
  ])
  return [...parts, summaryText(report, paint)].join('\n\n') + '\n'
}

const colorOf: Readonly<Record<Risk, 'red' | 'yellow' | 'cyan'>> = { high: 'red', medium: 'yellow', low: 'cyan' }

function findingText(report: LintReport, finding: Finding, paint: Paint): string {
  const risk = paint.bold(paint[colorOf[finding.risk]](finding.risk))
  const lines = [
    `${placeOf(finding.origin, paint)}  ${risk}  ${finding.rule}`,
    `  ${finding.message}`,
    ...frameOf(report, finding.origin, paint),
  ]
  if (finding.strategy !== '') lines.push(`  ${paint.green('safe way:')} ${finding.strategy}${remarks(finding)}`)
  lines.push(paint.dim(`  ${report.binary} explain ${finding.rule}`))
  return lines.join('\n')
}

function remarks(finding: Finding): string {
  const remark = [
    finding.rewritable ? 'rewrite does this' : '',
    finding.needsDeploy ? 'with a release of the application in between' : '',
  ]
  const text = remark.filter((part) => part !== '').join(', ')
  return text === '' ? '' : ` (${text})`
}

function problemText(report: LintReport, problem: Problem, paint: Paint): string {
  const heading = `${placeOf(problem.origin, paint)}  ${paint.bold(paint.red('error'))}  does not parse`
  return [heading, `  ${report.engine.title}: ${problem.message}`, ...frameOf(report, problem.origin, paint)].join('\n')
}

function gapTexts(migration: LintedMigration, paint: Paint): readonly string[] {
  return migration.gaps.map(({ origin, reason }) => `${placeOf(origin, paint)}  ${paint.dim('not analysed')}  ${reason}`)
}

function placeOf(origin: Origin, paint: Paint): string {
  return paint.bold(`${origin.file}:${origin.start.line}:${origin.start.column}`)
}

function frameOf(report: LintReport, origin: Origin, paint: Paint): readonly string[] {
  const text = report.textOf(origin.file)
  return text === undefined ? [] : [codeFrame(text, origin, paint)]
}

function summaryText(report: LintReport, paint: Paint): string {
  const { findings, migrations, statements } = summarise(report)
  const judged = `${counted(migrations, 'migration')}, ${counted(statements, 'statement')}, ${report.engine.title} ${report.engine.version}`
  const total = findingsOf(report).length
  const problems = report.migrations.reduce((sum, migration) => sum + migration.problems.length, 0)
  const unread = report.migrations.reduce((sum, migration) => sum + unanalysedIn(migration).length, 0) - problems
  const notes = [
    problems > 0 ? counted(problems, 'statement did not parse', 'statements did not parse') : '',
    unread > 0 ? `${unread} not analysed` : '',
  ]
  const risks = (['high', 'medium', 'low'] as const)
    .filter((risk) => findings[risk] > 0)
    .map((risk) => paint[colorOf[risk]](`${findings[risk]} ${risk}`))
  const verdict = total === 0 ? paint.green('Nothing unsafe') : `${counted(total, 'finding')}: ${risks.join(', ')}`
  return [verdict, ...notes.filter((note) => note !== '').map((note) => paint.red(note))].join('; ') + paint.dim(` (${judged})`)
}
