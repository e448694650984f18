// Expressions of the author's with other columns in them: found by the parser's places, so that strings and comments stay as they are.
import type { DataType, Expression } from '@migration-planner/core'
import type { ColumnRef, Node } from 'libpg-query'
import { type Token, tokenAt, tokensOf } from '../read/lexer.ts'
import { offsetsOf } from '../read/offsets.ts'
import { isRefusal, parse, visitNodes } from '../read/parser.ts'
import { quote } from './names.ts'

// The line break ends a comment that the expression may end with.
const opening = 'SELECT ('
const closing = '\n)'

/** The tree of one expression; undefined where the text is something else. */
export function parseExpression(sql: string): Node | undefined {
  const parsed = parse(`${opening}${sql}${closing}`)
  const statement = isRefusal(parsed) || parsed.length !== 1 ? undefined : parsed[0]?.stmt
  if (!statement || !('SelectStmt' in statement)) return undefined
  const [target, ...others] = statement.SelectStmt.targetList ?? []
  return target && others.length === 0 && 'ResTarget' in target ? target.ResTarget.val : undefined
}

interface Reference {
  readonly start: number
  readonly end: number
  /** Where the column's own name begins, behind the table's. */
  readonly nameStart: number
  readonly column: string
}

/** The expression with columns under other names. */
export function renameColumns(expression: Expression, renames: Readonly<Record<string, string>>): Expression {
  const renamed = new Map(Object.entries(renames))
  const sql = replaceReferences(expression.sql, undefined, ({ column, start, nameStart }, text) => {
    const name = renamed.get(column)
    return name === undefined ? undefined : text.slice(start, nameStart) + quote(name)
  })
  return { ...expression, sql, columns: expression.columns.map((column) => renamed.get(column) ?? column) }
}

/** The expression in a trigger's words: each column of the table is one of the row that is being written. */
export function ofNewRow(sql: string, table: string): string {
  return replaceReferences(sql, table, ({ column }) => `NEW.${quote(column)}`)
}

function replaceReferences(
  sql: string,
  table: string | undefined,
  replacement: (reference: Reference, text: string) => string | undefined,
): string {
  const text = `${opening}${sql}${closing}`
  const tree = parseExpression(sql)
  let result = ''
  let done = opening.length
  for (const reference of tree ? referencesIn(tree, text, table) : []) {
    const replaced = replacement(reference, text)
    if (replaced === undefined) continue
    result += text.slice(done, reference.start) + replaced
    done = reference.end
  }
  return result + text.slice(done, text.length - closing.length)
}

/** Columns in order of their places. Inside a sub-query a bare name may be another table's: only those that name this table count. */
function referencesIn(tree: Node, text: string, table: string | undefined): readonly Reference[] {
  const offsetOf = offsetsOf(text)
  const found: Reference[] = []
  const note = (node: Node, isInside: boolean): boolean => {
    if ('SubLink' in node) {
      visitNodes(node.SubLink.testexpr, (inner) => note(inner, isInside))
      visitNodes(node.SubLink.subselect, (inner) => note(inner, true))
      return false
    }
    if (!('ColumnRef' in node) || (isInside && !isQualifiedBy(node.ColumnRef, table))) return true
    const reference = referenceOf(node.ColumnRef, text, offsetOf(node.ColumnRef.location ?? 0))
    if (reference) found.push(reference)
    return true
  }
  visitNodes(tree, (node) => note(node, false))
  return found.toSorted((one, other) => one.start - other.start)
}

function fieldsOf(reference: ColumnRef): readonly (string | undefined)[] {
  return (reference.fields ?? []).map((field) => ('String' in field ? (field.String.sval ?? '') : undefined))
}

function isQualifiedBy(reference: ColumnRef, table: string | undefined): boolean {
  const fields = fieldsOf(reference)
  return fields.length > 1 && table !== undefined && fields.at(-2) === table
}

function referenceOf(reference: ColumnRef, text: string, start: number): Reference | undefined {
  const fields = fieldsOf(reference)
  const column = fields.at(-1)
  let token = tokenAt(text, start)
  for (let field = 1; field < fields.length && token; field += 1) {
    const dot = wordAt(text, token.end)
    token = dot && wordAt(text, dot.end)
  }
  return column === undefined || !token ? undefined : { start, end: token.end, nameStart: token.start, column }
}

/** The next token that is no comment. */
function wordAt(text: string, from: number): Token | undefined {
  const token = tokenAt(text, from)
  return token?.kind === 'comment' ? wordAt(text, token.end) : token
}

/** Whether a USING says no more than its absence: the column as it is, or cast to the very type. */
export function isSameColumn(using: string, column: string, type: DataType): boolean {
  const said = fingerprintOf(using)
  return said !== undefined && [quote(column), `${quote(column)}::${type.sql}`].some((plain) => fingerprintOf(plain) === said)
}

/** The tree as text, without the places that things stand in. */
function fingerprintOf(sql: string): string | undefined {
  const tree = parseExpression(sql)
  return (
    tree &&
    JSON.stringify(tree, (key, value: unknown) =>
      key === 'location' || key === 'parens' || isCatalogName(value) ? undefined : value,
    )
  )
}

/** varchar and pg_catalog.varchar are one type. */
function isCatalogName(value: unknown): boolean {
  return typeof value === 'object' && value !== null && JSON.stringify(value) === '{"String":{"sval":"pg_catalog"}}'
}

/** A value from the command line may end with a comment, which would swallow what is written behind it. */
export function withoutLastComment(sql: string): string {
  const words = tokensOf(sql).filter(({ kind }) => kind !== 'comment')
  return sql.slice(0, words.at(-1)?.end ?? 0)
}

/** The value as it may stand after DEFAULT, where the grammar takes less than a whole expression. */
export function defaultSql(value: string): string {
  const sql = withoutLastComment(value)
  const parsed = parse(`ALTER TABLE t ADD COLUMN c int DEFAULT ${sql}`)
  if (isRefusal(parsed) || parsed.length !== 1) return `(${sql})`
  let attributes = 0
  visitNodes(parsed[0]?.stmt, (node) => {
    if ('Constraint' in node) attributes += 1
    return true
  })
  return attributes === 1 ? sql : `(${sql})`
}
