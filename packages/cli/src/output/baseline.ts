// Baseline: findings that a project already knows, so that only new ones are reported.
import { readFile, writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type Finding, type LintedMigration, UsageError } from '@migration-planner/core'

const defaultFile = 'migration-planner-baseline.json'

/** By rule and statement, not by line: a comment above a statement does not make its findings new. */
function keyOf(migration: string, finding: Pick<Finding, 'rule' | 'statement'>): string {
  return JSON.stringify([migration, finding.rule, finding.statement])
}

export async function saveBaseline(cwd: string, file: string | undefined, linted: readonly LintedMigration[]): Promise<string> {
  const path = file ?? defaultFile
  const findings = linted.flatMap(({ id, findings }) =>
    findings.map(({ rule, statement }) => ({ migration: id, rule, statement })),
  )
  await writeFile(resolve(cwd, path), `${JSON.stringify({ version: 1, findings }, undefined, 2)}\n`)
  return path
}

/** Whether a finding is in the baseline file. */
export async function readBaseline(cwd: string, file: string): Promise<(migration: string, finding: Finding) => boolean> {
  const known = new Set((await readEntries(resolve(cwd, file))).map((entry) => keyOf(entry.migration, entry)))
  return (migration, finding) => known.has(keyOf(migration, finding))
}

interface Entry {
  readonly migration: string
  readonly rule: string
  readonly statement: string
}

async function readEntries(path: string): Promise<readonly Entry[]> {
  const value = await readJson(path)
  const findings = typeof value === 'object' && value !== null && 'findings' in value ? value.findings : undefined
  if (Array.isArray(findings) && findings.every(isEntry)) return findings
  throw new UsageError('This is no baseline', `Write one: lint --baseline ${path} --write-baseline`, path)
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'))
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    throw new UsageError(`The baseline cannot be read: ${message}`, `Write one: lint --baseline ${path} --write-baseline`, path)
  }
}

function isEntry(value: unknown): value is Entry {
  if (typeof value !== 'object' || value === null) return false
  const entry: Readonly<Record<string, unknown>> = { ...value }
  return typeof entry['migration'] === 'string' && typeof entry['rule'] === 'string' && typeof entry['statement'] === 'string'
}
