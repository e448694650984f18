// Expressions that stand in no statement: a value from the command line, a column's new name inside a check.
import type { Node, SelectStmt } from '@pgsql/types'
import { Bug, type Expression } from '@migration-planner/core'
import { expressionOf } from './expressions.ts'
import { nameAsPrinted } from './names.ts'
import { offsetsOf } from './offsets.ts'
import { isRefusal, parse } from './parser.ts'
import { rewriteReferences, withLastName } from './references.ts'
import { type StatementText } from './statement-text.ts'
import { tokensOf } from './lexer.ts'

interface Standalone {
  readonly tree: Node
  readonly statement: StatementText
}

/** Reads one expression; a string is what is wrong with it. */
export function readExpression(sql: string): Expression | string {
  const standalone = parseStandalone(sql)
  return typeof standalone === 'string' ? standalone : expressionOf(sql.trim(), standalone.tree)
}

/** The expression with columns under other names; everything else stays as its author wrote it. */
export function renameColumns(expression: Expression, renames: Readonly<Record<string, string>>): Expression {
  const standalone = parseStandalone(expression.sql)
  if (typeof standalone === 'string') throw new Bug(`an expression that cannot be read again: ${standalone}`)
  const { statement, tree } = standalone
  // `SELECT (` in front and `)` behind.
  const words = { from: 2, to: statement.tokens.length - 1 }
  const sql = rewriteReferences(statement, words, tree, (reference) => {
    const renamed = renamedTo(renames, reference.parts.at(-1))
    return renamed === undefined ? undefined : withLastName(statement, reference, nameAsPrinted(renamed))
  })
  return { ...expression, sql, columns: expression.columns.map((column) => renamedTo(renames, column) ?? column) }
}

function renamedTo(renames: Readonly<Record<string, string>>, column: string | undefined): string | undefined {
  return column !== undefined && Object.hasOwn(renames, column) ? renames[column] : undefined
}

function parseStandalone(sql: string): Standalone | string {
  // The line breaks keep a comment at the end from swallowing the parenthesis.
  const text = `SELECT (\n${sql}\n)`
  const parsed = parse(text)
  if (isRefusal(parsed)) return parsed.message
  const [only, ...others] = parsed
  if (!only?.stmt || others.length > 0 || !('SelectStmt' in only.stmt)) return 'one expression is wanted'
  const tree = onlyValueOf(only.stmt.SelectStmt)
  if (!tree) return 'one expression is wanted'
  return { tree, statement: { text, tokens: tokensOf(text).filter(({ kind }) => kind !== 'comment'), offsetOf: offsetsOf(text) } }
}

/** The one value of a query that does nothing else; text such as `1) FROM (x` would make it do more. */
function onlyValueOf(select: SelectStmt): Node | undefined {
  const { targetList = [], limitOption: _always, op, ...clauses } = select
  const [target, ...others] = targetList
  if (!target || others.length > 0 || op !== 'SETOP_NONE' || Object.keys(clauses).length > 0 || !('ResTarget' in target))
    return undefined
  const { val, name } = target.ResTarget
  const isSeveral = val !== undefined && 'RowExpr' in val && val.RowExpr.row_format === 'COERCE_IMPLICIT_CAST'
  return name !== undefined || isSeveral ? undefined : val
}
