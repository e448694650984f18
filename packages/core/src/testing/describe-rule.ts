// describeRule(): a rule's folder is its test.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Engine } from '../engine.ts'
import { atLeast, type Finding } from '../findings/finding.ts'
import { judge } from '../findings/judge.ts'
import type { Origin } from '../source.ts'
import { renderPretty } from '../render/pretty.ts'
import { plainPaint } from '../render/paint.ts'
import type { Statement } from '../operations/statement.ts'
import { type Case, marksOn, readCases } from './cases.ts'

const files = ['README.md', 'report.md', 'rule.ts', 'safe.sql', 'unsafe.sql']

/** Small enough for what only takes time. */
const smallTable = 1000

/** The folders of rules directly inside a folder. */
export function ruleFolders(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true })
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name))
}

/**
 * Tests a rule by its folder: every statement of `unsafe.sql` that is marked `-- finds: rule` is found and nothing else
 * that would fail a lint, `safe.sql` is silent, and `report.md` is what a person reads of it.
 */
export function describeRule(folder: string, engine: Engine): void {
  const id = basename(folder)
  describe(`rule ${id}`, () => {
    test('finds what is marked in unsafe.sql, and nothing else', async () => {
      const { source, cases } = load(folder, 'unsafe.sql', engine)
      const findings = cases.map((one) => findingsIn(one, engine))
      expect(cases.flatMap((one, index) => found(one, id, findings[index] ?? []))).toEqual(cases.flatMap(expected))
      const report = cases.map(({ title, reading }, index) => ({
        id: title,
        file: source.path,
        statements: reading.statements.length,
        findings: (findings[index] ?? []).filter(({ rule }) => rule === id),
        problems: [],
        gaps: [],
      }))
      expect(report.flatMap((migration) => migration.findings)).not.toEqual([])
      const shown = renderPretty(
        {
          binary: 'migration-planner',
          engine: { name: engine.name, title: engine.title, version: engine.defaultVersion, versionKnown: false },
          tool: 'raw-sql',
          from: 'all',
          migrations: report,
          textOf: () => source.text,
        },
        plainPaint,
      )
      await expect(`\`\`\`text\n${withoutSummary(shown)}\n\`\`\`\n`).toMatchFileSnapshot(join(folder, 'report.md'))
    })

    test('is silent about safe.sql', () => {
      const { cases } = load(folder, 'safe.sql', engine)
      expect(cases.flatMap(expected).filter((mark) => mark.endsWith(`: ${id}`))).toEqual([])
      expect(cases.flatMap((one) => found(one, id, findingsIn(one, engine)))).toEqual(cases.flatMap(expected))
    })

    test('is complete and known under the name of its folder', () => {
      // The report of a new rule is written when this file's tests end.
      expect([...new Set([...readdirSync(folder), 'report.md'])].toSorted()).toEqual(files)
      const rule = engine.rules.find((candidate) => candidate.id === id)
      expect(rule?.summary).toBeTruthy()
      expect(readFileSync(join(folder, 'README.md'), 'utf8')).not.toMatch(/^##? /m)
    })
  })
}

function load(folder: string, name: string, engine: Engine) {
  const path = join(folder, name)
  const source = { path: name, text: existsSync(path) ? readFileSync(path, 'utf8') : '' }
  const cases = readCases(source, engine)
  expect(cases.flatMap(({ reading }) => reading.problems)).toEqual([])
  expect(cases).not.toEqual([])
  return { source, cases }
}

function findingsIn({ changes }: Case, engine: Engine): readonly Finding[] {
  return judge(changes, engine.rules, { levels: {}, docsUrl: (rule) => rule, smallTable })
}

function expected({ reading }: Case): readonly string[] {
  return reading.statements.flatMap((statement) => marksOn(statement).map((rule) => markOf(statement, rule))).toSorted()
}

/** The rule's own findings, those that are marked, and whatever would fail a lint. */
function found(one: Case, id: string, findings: readonly Finding[]): readonly string[] {
  const { statements } = one.reading
  const marks = new Set(statements.flatMap(marksOn))
  return findings
    .filter(({ rule, risk }) => rule === id || marks.has(rule) || atLeast(risk, 'medium'))
    .flatMap(({ rule, origin }) =>
      statements.filter((statement) => holds(statement, origin)).map((statement) => markOf(statement, rule)),
    )
    .toSorted()
}

function markOf({ origin }: Statement, rule: string): string {
  return `line ${origin.start.line}: ${rule}`
}

function holds(statement: Statement, { span }: Origin): boolean {
  const places = [statement.origin, ...statement.comments.map(({ origin }) => origin)]
  return places.some((place) => span.start >= place.span.start && span.end <= place.span.end)
}

function withoutSummary(text: string): string {
  return text.trimEnd().split('\n\n').slice(0, -1).join('\n\n')
}
