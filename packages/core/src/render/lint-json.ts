// Findings as JSON: fields that other programs are written against.
import type { Finding } from '../findings/finding.ts'
import { displayName } from '../operations/names.ts'
import type { LintedMigration } from '../planner.ts'
import { type LintReport, summarise, unanalysedIn } from './lint-report.ts'
import { blockedBy, durationOf, estimatedMs, strongestLock } from './lock.ts'

export function renderLintJson(report: LintReport): string {
  return `${JSON.stringify(lintJson(report), undefined, 2)}\n`
}

function lintJson(report: LintReport): unknown {
  return {
    version: 1,
    tool: report.tool,
    engine: { name: report.engine.name, version: String(report.engine.version) },
    from: report.from,
    migrations: report.migrations.map(migrationJson),
    summary: summarise(report),
  }
}

function migrationJson(migration: LintedMigration): unknown {
  return {
    id: migration.id,
    file: migration.file,
    statements: migration.statements,
    unanalysed: unanalysedIn(migration).map(({ line, reason }) => ({ line, reason })),
    findings: migration.findings.map(findingJson),
  }
}

function findingJson(finding: Finding): Readonly<Record<string, unknown>> {
  const { effects, origin } = finding
  return {
    rule: finding.rule,
    risk: finding.risk,
    title: finding.title,
    message: finding.message,
    line: origin.start.line,
    column: origin.start.column,
    endLine: origin.end.line,
    endColumn: origin.end.column,
    statement: finding.statement,
    table: finding.table ? displayName(finding.table) : null,
    lock: lockJson(finding),
    rewritesTable: effects?.work === 'rewrite',
    scansTable: effects?.work === 'scan',
    losesData: effects?.losesData ?? false,
    breaksRunningApp: effects?.breaksRunningCode ?? false,
    strategy: finding.strategy,
    rewritable: finding.rewritable,
    needsDeploy: finding.needsDeploy,
    docs: finding.docs,
  }
}

function lockJson({ effects, rows }: Finding): unknown {
  const lock = effects && strongestLock(effects)
  if (!effects || !lock) return null
  const estimate = estimatedMs(effects, rows)
  return {
    mode: lock.mode,
    blocks: blockedBy(lock),
    duration: durationOf(effects),
    ...(estimate === undefined ? {} : { estimatedMs: estimate }),
  }
}
