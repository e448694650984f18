// The text of one statement: its tokens, and slices of the author's own words found by them.
import { Bug, type Span } from '@migration-planner/core'
import type { Token } from './lexer.ts'
import type { OffsetOf } from './offsets.ts'

export interface StatementText {
  /** The whole file as its author wrote it. */
  readonly text: string
  /** The statement's tokens, comments left out, offsets in the file. */
  readonly tokens: readonly Token[]
  /** From the tree's byte locations to offsets in the file. */
  readonly offsetOf: OffsetOf
}

/** Tokens from one index up to another, the latter not included. */
export interface Range {
  readonly from: number
  readonly to: number
}

/** All of a statement. */
export function wholeRange(statement: StatementText): Range {
  return { from: 0, to: statement.tokens.length }
}

export function spanOf(statement: StatementText, range: Range): Span {
  const first = statement.tokens[range.from]
  const last = statement.tokens[range.to - 1]
  if (!first || !last || range.from >= range.to) throw new Bug('an empty range of tokens')
  return { start: first.start, end: last.end }
}

/** The author's words. */
export function sqlOf(statement: StatementText, range: Range): string {
  const { start, end } = spanOf(statement, range)
  return statement.text.slice(start, end)
}

/** The index of the token at a location of the tree. */
export function tokenAtLocation(statement: StatementText, location: number | undefined): number {
  const offset = statement.offsetOf(location ?? 0)
  let low = 0
  let high = statement.tokens.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((statement.tokens[middle]?.end ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low
}

/** Whether the token at an index is this word or operator. */
export function isAt(statement: StatementText, index: number, text: string): boolean {
  return statement.tokens[index]?.text === text
}

/** The index of the first such word or operator that stands in no parentheses or brackets of its own. */
export function find(statement: StatementText, range: Range, ...texts: readonly string[]): number | undefined {
  let found: number | undefined
  eachAtTop(statement, range, (text, index) => {
    if (found === undefined && texts.includes(text)) found = index
  })
  return found
}

/** As `find`, for what must be there. */
export function need(statement: StatementText, range: Range, ...texts: readonly string[]): number {
  const index = find(statement, range, ...texts)
  if (index === undefined) throw new Bug(`no ${texts.join(' or ')} in the statement's words`)
  return index
}

/** The index of the parenthesis that closes the one at an index. */
export function closingOf(statement: StatementText, opening: number): number {
  let depth = 0
  for (let index = opening; index < statement.tokens.length; index += 1) {
    const text = statement.tokens[index]?.text ?? ''
    depth += depthChange(text)
    if (depth === 0) return index
  }
  throw new Bug('a parenthesis that is not closed')
}

/** What stands between the first parenthesis of a range and the one that closes it. */
export function insideParentheses(statement: StatementText, range: Range): Range {
  const opening = need(statement, range, '(')
  return { from: opening + 1, to: closingOf(statement, opening) }
}

/** The pieces between a range's own commas. */
export function splitAtCommas(statement: StatementText, range: Range): readonly Range[] {
  const pieces: Range[] = []
  let from = range.from
  eachAtTop(statement, range, (text, index) => {
    if (text !== ',') return
    pieces.push({ from, to: index })
    from = index + 1
  })
  return [...pieces, { from, to: range.to }]
}

/** The index after a dotted name that begins at an index. */
export function afterName(statement: StatementText, from: number): number {
  let index = from + 1
  while (isAt(statement, index, '.')) index += 2
  return index
}

function eachAtTop(statement: StatementText, range: Range, visit: (text: string, index: number) => void): void {
  let depth = 0
  for (let index = range.from; index < range.to; index += 1) {
    const text = statement.tokens[index]?.text ?? ''
    const change = depthChange(text)
    if (change < 0) depth -= 1
    if (depth === 0) visit(text, index)
    if (change > 0) depth += 1
  }
}

function depthChange(text: string): number {
  if (text === '(' || text === '[') return 1
  return text === ')' || text === ']' ? -1 : 0
}
