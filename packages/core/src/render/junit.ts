// Findings as JUnit XML: for whatever shows test results. A migration is a suite; a finding is a failed case in it.
import { atLeast, type Finding, type Risk } from '../findings/finding.ts'
import type { LintedMigration } from '../planner.ts'
import type { Origin } from '../source.ts'
import type { LintReport } from './lint-report.ts'

type Attributes = Readonly<Record<string, string | number>>

/** Below this risk a finding is told, but fails nothing. */
const failing: Risk = 'medium'

/** A case: its verdict is the element inside it, none where it passed. */
interface Case {
  readonly name: string
  readonly line: number
  readonly verdict?: { readonly kind: 'failure' | 'error' | 'skipped'; readonly xml: string }
  readonly remark?: string
}

export function renderJunit(report: LintReport): string {
  const suites = report.migrations.map((migration) => ({ migration, cases: casesOf(migration) }))
  const all = suites.flatMap(({ cases }) => cases)
  const inside = suites.map(({ migration, cases }) => suiteXml(migration, cases))
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element('testsuites', { name: 'migration-planner', ...counts(all) }, inside)}\n`
}

function suiteXml(migration: LintedMigration, cases: readonly Case[]): string {
  const inside = cases.map(({ name, line, verdict, remark }) => {
    const content = [
      ...(verdict ? [verdict.xml] : []),
      ...(remark === undefined ? [] : [element('system-out', {}, escape(remark))]),
    ]
    return element('testcase', { name, classname: migration.id, file: migration.file, line, time: 0 }, content)
  })
  return element('testsuite', { name: migration.id, file: migration.file, ...counts(cases) }, inside)
}

function counts(cases: readonly Case[]): Attributes {
  const count = (kind: string): number => cases.filter(({ verdict }) => verdict?.kind === kind).length
  return { tests: cases.length, failures: count('failure'), errors: count('error'), skipped: count('skipped'), time: 0 }
}

/** A migration without a word against it is one case that passed. */
function casesOf(migration: LintedMigration): readonly Case[] {
  const cases = [
    ...migration.problems.map(({ origin, message }) => unread('error', 'does-not-parse', origin, message)),
    ...migration.gaps.map(({ origin, reason }) => unread('skipped', 'not-analysed', origin, reason)),
    ...migration.findings.map(findingCase),
  ]
  return cases.length > 0 ? cases : [{ name: 'safe', line: 1 }]
}

function unread(kind: 'error' | 'skipped', rule: string, origin: Origin, message: string): Case {
  const { line, column } = origin.start
  const xml = element(kind, kind === 'error' ? { type: rule, message } : { message }, escape(`${origin.file}:${line}:${column}`))
  return { name: `${rule} (line ${line})`, line, verdict: { kind, xml } }
}

function findingCase(finding: Finding): Case {
  const { rule, risk, message, origin } = finding
  const { line, column } = origin.start
  const lines = [`${origin.file}:${line}:${column}`, '', finding.statement, '']
  if (finding.strategy !== '') lines.push(`Safe way: ${finding.strategy}`)
  const text = [...lines, finding.docs].join('\n')
  const name = `${rule} (line ${line})`
  if (!atLeast(risk, failing)) return { name, line, remark: `${message}\n${text}` }
  return { name, line, verdict: { kind: 'failure', xml: element('failure', { type: rule, message }, escape(text)) } }
}

/** An element around text that is escaped, or around elements, each on its line. */
function element(name: string, attributes: Attributes, inside: string | readonly string[]): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeAttribute(String(value))}"`)
  const start = `<${name}${list.join('')}`
  if (inside.length === 0) return `${start}/>`
  if (typeof inside === 'string') return `${start}>${inside}</${name}>`
  return `${start}>\n${inside.join('\n')}\n</${name}>`
}

/** Attributes lose what is not written as a number: line breaks and tabs become spaces. */
function escapeAttribute(text: string): string {
  return escape(text).replaceAll('\n', '&#10;').replaceAll('\t', '&#9;')
}

/** XML 1.0 has no place for most control characters and lone surrogates, not even escaped. */
function escape(text: string): string {
  return Array.from(text, (character) => entities[character] ?? (isAllowed(character) ? character : '\uFFFD')).join('')
}

const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }

function isAllowed(character: string): boolean {
  const code = character.codePointAt(0) ?? 0
  if (code < 0x20) return character === '\n' || character === '\t'
  return (code < 0xd800 || code > 0xdfff) && code !== 0xfffe && code !== 0xffff
}
