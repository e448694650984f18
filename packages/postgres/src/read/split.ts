// Split: a file cut into statements, by the parser where it accepts the whole file, else by tokens so that one bad statement hides no other.
import type { Node, RawStmt } from '@pgsql/types'
import type { Span } from '@migration-planner/core'
import { type Token, tokenAt } from './lexer.ts'
import { offsetOfCodePoint, type OffsetOf, offsetsOf } from './offsets.ts'
import { isRefusal, parse, type Refusal } from './parser.ts'

/** One statement's tokens, and its tree or why it has none. */
export interface Segment {
  readonly tokens: readonly Token[]
  readonly offsetOf: OffsetOf
  readonly parsed: Node | UnreadStatement
}

export interface UnreadStatement {
  readonly message: string
  /** The place that the parser complained about. */
  readonly span: Span
}

/** Whether a segment could not be parsed. */
export function isUnread(parsed: Node | UnreadStatement): parsed is UnreadStatement {
  return 'message' in parsed && 'span' in parsed
}

/** The statements as the parser cut them; every token but semicolons is in exactly one. */
export function segmentsOfParsed(
  statements: readonly RawStmt[],
  offsetOf: OffsetOf,
  tokens: readonly Token[],
): readonly Segment[] {
  let at = 0
  return statements.flatMap(({ stmt, stmt_location = 0, stmt_len }) => {
    const start = offsetOf(stmt_location)
    const end = stmt_len ? offsetOf(stmt_location + stmt_len) : Infinity
    while ((tokens[at]?.start ?? Infinity) < start) at += 1
    const from = at
    while ((tokens[at]?.end ?? Infinity) <= end && at < tokens.length) at += 1
    return stmt && from < at ? [{ tokens: tokens.slice(from, at), offsetOf, parsed: stmt }] : []
  })
}

/** The statements of a text that the parser refused as a whole, each parsed by itself. */
export function segmentsByTokens(text: string, tokens: readonly Token[]): readonly Segment[] {
  return cutAtSemicolons(tokens, true).flatMap((piece) => segmentsOfPiece(text, piece, true))
}

function segmentsOfPiece(text: string, tokens: readonly Token[], mayCutAgain: boolean): readonly Segment[] {
  const [first] = tokens
  const last = tokens.at(-1)
  if (!first || !last) return []
  const sql = text.slice(first.start, last.end)
  const parsed = parse(sql)
  if (!isRefusal(parsed)) return segmentsOfParsed(parsed, shifted(offsetsOf(sql), first.start), tokens)
  // A parenthesis or a BEGIN ATOMIC that is never closed would take the statements after it along.
  const pieces = mayCutAgain ? cutAtSemicolons(tokens, false) : []
  if (pieces.length > 1) return pieces.flatMap((piece) => segmentsOfPiece(text, piece, false))
  return [{ tokens, offsetOf: shifted(offsetsOf(sql), first.start), parsed: unread(parsed, sql, first.start) }]
}

function shifted(offsetOf: OffsetOf, by: number): OffsetOf {
  return (byte) => offsetOf(byte) + by
}

function unread(refusal: Refusal, sql: string, start: number): UnreadStatement {
  const offset = offsetOfCodePoint(sql, refusal.codePoint)
  const token = tokenAt(sql, offset) ?? { start: sql.length, end: sql.length }
  return { message: refusal.message, span: { start: start + token.start, end: start + token.end } }
}

/** The tokens between semicolons; with `nesting`, those inside parentheses and BEGIN ATOMIC … END do not count. */
function cutAtSemicolons(tokens: readonly Token[], nesting: boolean): readonly (readonly Token[])[] {
  const pieces: Token[][] = [[]]
  let depth = 0
  let blocks = 0
  for (const [index, token] of tokens.entries()) {
    depth = Math.max(0, depth + (token.text === '(' ? 1 : 0) - (token.text === ')' ? 1 : 0))
    blocks = Math.max(0, blocks + blockChange(token.text, tokens[index - 1]?.text, blocks))
    const ends = token.text === ';' && (!nesting || (depth === 0 && blocks === 0))
    if (!ends) pieces.at(-1)?.push(token)
    else pieces.push([])
    if (ends) depth = blocks = 0
  }
  return pieces.filter((piece) => piece.length > 0)
}

/** Inside BEGIN ATOMIC a CASE has an END of its own. */
function blockChange(word: string, previous: string | undefined, blocks: number): number {
  if (word === 'atomic' && previous === 'begin') return 1
  if (blocks === 0) return 0
  if (word === 'end') return -1
  return word === 'case' ? 1 : 0
}
