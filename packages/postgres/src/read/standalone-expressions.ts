// Expressions that stand in no statement, for example a value from the command line.
import type { Node, SelectStmt } from '@pgsql/types'
import type { Expression } from '@migration-planner/core'
import { expressionOf } from './expressions.ts'
import { tokensOf } from './lexer.ts'
import { offsetsOf } from './offsets.ts'
import { isRefusal, parse } from './parser.ts'
import { closingOf } from './statement-text.ts'

const notOne = 'one expression is wanted'

/** Reads one expression; a string is what is wrong with it. */
export function readExpression(sql: string): Expression | string {
  // The line breaks keep a comment at the end from swallowing the parenthesis.
  const text = `SELECT (\n${sql}\n)`
  const parsed = parse(text)
  if (isRefusal(parsed)) return parsed.message
  const [only, ...others] = parsed
  if (!only?.stmt || others.length > 0 || !('SelectStmt' in only.stmt) || !standsAlone(text)) return notOne
  const tree = onlyValueOf(only.stmt.SelectStmt)
  return tree ? expressionOf(sql.trim(), tree) : notOne
}

const queries: ReadonlySet<string> = new Set(['select', 'with', 'values', 'table'])

/** Text such as `1) + (2` closes a parenthesis that it did not open; a query has to bring its own. */
function standsAlone(text: string): boolean {
  const tokens = tokensOf(text).filter(({ kind }) => kind !== 'comment')
  return !queries.has(tokens[2]?.text ?? '') && closingOf({ text, tokens, offsetOf: offsetsOf(text) }, 1) === tokens.length - 1
}

/** The one value of a query that does nothing else: no `1, 2`. */
function onlyValueOf(select: SelectStmt): Node | undefined {
  const [target] = select.targetList ?? []
  const value = target && 'ResTarget' in target ? target.ResTarget.val : undefined
  const isSeveral = value !== undefined && 'RowExpr' in value && value.RowExpr.row_format === 'COERCE_IMPLICIT_CAST'
  return isSeveral ? undefined : value
}
