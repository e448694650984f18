// Cases: SQL files of a unit's folder, with directives in comments, as migrations that can be traced.
import { type Change } from '../changes/change.ts'
import { trace } from '../changes/trace.ts'
import type { Engine, Reading } from '../engine.ts'
import type { TransactionMode } from '../operations/migration.ts'
import { displayName } from '../operations/names.ts'
import type { Statement } from '../operations/statement.ts'
import { applyAll } from '../schema/apply.ts'
import { emptySchema, type Schema } from '../schema/schema.ts'
import type { SourceText } from '../source.ts'

/**
 * One migration of a file of cases. The directives, each a comment on a line of its own:
 * - `case: title` begins a new migration; directives above the first hold for all of them
 * - `existing table users (id int)` is there before, likewise any other object that `create …` makes
 * - `before: SQL` ran before
 * - `rows users=12` tells a table's size
 * - `transaction: statement` sends each statement by itself; otherwise the file is one transaction
 * - `finds: rule, rule` stands before the statement that they fire on
 */
export interface Case {
  readonly title: string
  readonly reading: Reading
  readonly changes: readonly Change[]
  readonly before: Schema
}

interface Directives {
  readonly before: readonly string[]
  readonly rows: ReadonlyMap<string, number>
  readonly transaction: TransactionMode
}

const casePrefix = '-- case: '

/** The cases of a file, each at the lines where it stands. */
export function readCases(source: SourceText, engine: Engine): readonly Case[] {
  const lines = source.text.split('\n')
  const starts = lines.flatMap((line, index) => (line.startsWith(casePrefix) ? [index] : []))
  const shared = lines.slice(0, starts[0])
  const bounds = [...(starts[0] === 0 ? [] : [0]), ...starts]
  return bounds
    .map((start, index) => caseAt(source, lines, start, bounds[index + 1] ?? lines.length, shared, engine))
    .filter(({ reading }) => reading.statements.length > 0 || reading.problems.length > 0)
}

function caseAt(
  source: SourceText,
  lines: readonly string[],
  start: number,
  end: number,
  shared: readonly string[],
  engine: Engine,
): Case {
  // Empty lines stand in for the other cases, so that places are the file's.
  const text = lines.map((line, index) => (index >= start && index < end ? line : '')).join('\n')
  const own = lines.slice(start, end)
  const { before: sql, rows, transaction } = directivesIn(start === 0 ? own : [...shared, ...own])
  const title = own[0]?.startsWith(casePrefix) ? own[0].slice(casePrefix.length) : ''
  const before = schemaAfter(sql, engine)
  const reading = engine.read({ path: source.path, text })
  const changes = trace({
    migration: title,
    statements: reading.statements,
    transaction,
    before,
    version: { major: engine.defaultVersion, known: false },
    effectsOf: (operation, schema, version) => engine.effectsOf(operation, schema, version),
    rowsOf: (table) => rows.get(displayName(table)),
  })
  return { title, reading, changes, before }
}

function directivesIn(written: readonly string[]): Directives {
  const lines = written.map((line) => line.trimStart())
  const found = (prefix: string): readonly string[] =>
    lines.filter((line) => line.startsWith(`-- ${prefix}`)).map((line) => line.slice(prefix.length + 3).trim())
  const before = lines.filter((line) => line.startsWith('-- existing ') || line.startsWith('-- before: '))
  return {
    before: before.map((line) => (line.startsWith('-- before: ') ? line.slice(11) : `CREATE ${line.slice(12)}`)),
    rows: new Map(found('rows ').map((words) => [words.split('=')[0] ?? '', Number(words.split('=')[1])])),
    transaction: found('transaction: ').includes('statement') ? 'statement' : 'file',
  }
}

function schemaAfter(sql: readonly string[], engine: Engine): Schema {
  const { statements, problems } = engine.read({ path: 'before.sql', text: sql.map((statement) => `${statement};\n`).join('') })
  if (problems[0]) throw new SyntaxError(`A directive does not parse: ${problems[0].message} (${sql.join('; ')})`)
  return applyAll(
    emptySchema,
    statements.flatMap(({ parts }) => parts.map(({ operation }) => operation)),
  )
}

/** The rules that a file says fire on a statement. */
export function marksOn({ comments }: Statement): readonly string[] {
  return comments
    .flatMap(({ text }) => text.split('\n').map((line) => line.trim()))
    .filter((line) => line.startsWith('finds: '))
    .flatMap((line) =>
      line
        .slice(7)
        .split(',')
        .map((rule) => rule.trim()),
    )
}
