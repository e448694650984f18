// Read: a file's text → its statements with their operations, and what could not be read. Never throws on any text.
import type { Node, RawStmt } from '@pgsql/types'
import {
  type Comment,
  type Gap,
  originsIn,
  type Origin,
  type Problem,
  type Reading,
  type SourceText,
  type Span,
  type Statement,
  type StatementPart,
} from '@migration-planner/core'
import { type Token, tokensOf } from './lexer.ts'
import { mask, type MaskedRegion, sanitize } from './mask.ts'
import { offsetsOf } from './offsets.ts'
import { isRefusal, parse, type Refusal } from './parser.ts'
import { opaque, type Piece, piecesOf } from './pieces.ts'
import { isUnread, type Segment, segmentsByTokens, segmentsOfParsed } from './split.ts'
import { readStatement } from './statements.ts'
import { spanOf, type StatementText, wholeRange } from './statement-text.ts'

/** The statements, problems and gaps of one file. */
export function readPostgres(source: SourceText): Reading {
  const file: File = { text: source.text, originOf: originsIn(source), ...cut(sanitize(source.text)) }
  const statements: Statement[] = []
  const problems: Problem[] = []
  const comments = file.tokens.filter(({ kind }) => kind === 'comment')
  let seen = 0
  for (const segment of file.segments) {
    const from = seen
    while ((comments[seen]?.start ?? Infinity) < (segment.tokens.at(-1)?.end ?? 0)) seen += 1
    const { parsed } = segment
    if (isUnread(parsed)) problems.push({ origin: file.originOf(parsed.span), message: parsed.message })
    else statements.push(statementOf(file, segment, parsed, comments.slice(from, seen)))
  }
  return { statements, problems, gaps: file.regions.map(({ span, reason }): Gap => ({ origin: file.originOf(span), reason })) }
}

interface Cut {
  readonly tokens: readonly Token[]
  readonly segments: readonly Segment[]
  readonly regions: readonly MaskedRegion[]
}

interface File extends Cut {
  /** As its author wrote it; everything else is of the same length. */
  readonly text: string
  readonly originOf: (span: Span) => Origin
}

/** A file that parses as it stands has nothing to mask, whatever it looks like. */
function cut(text: string): Cut {
  const parsed = parse(text)
  if (!isRefusal(parsed)) return cutParsed(text, parsed, [])
  const masked = mask(text)
  return cutParsed(masked.text, masked.regions.length === 0 ? parsed : parse(masked.text), masked.regions)
}

function cutParsed(text: string, parsed: readonly RawStmt[] | Refusal, regions: readonly MaskedRegion[]): Cut {
  const tokens = tokensOf(text)
  const solid = tokens.filter(({ kind }) => kind !== 'comment')
  const segments = isRefusal(parsed) ? segmentsByTokens(text, solid) : segmentsOfParsed(parsed, offsetsOf(text), solid)
  return { tokens, segments, regions }
}

function statementOf(file: File, segment: Segment, node: Node, comments: readonly Token[]): Statement {
  const words: StatementText = { text: file.text, tokens: segment.tokens, offsetOf: segment.offsetOf }
  const span = spanOf(words, wholeRange(words))
  const region = file.regions.find((masked) => masked.span.start < span.end && masked.span.end > span.start)
  const pieces = region ? maskedPieces(words, span, region) : readStatement(node, words)
  return {
    sql: file.text.slice(span.start, span.end),
    origin: file.originOf(span),
    parts: pieces.map((piece): StatementPart => ({
      operation: piece.operation,
      sql: piece.sql,
      origin: file.originOf(piece.span),
    })),
    comments: comments.map((token): Comment => ({
      text: commentText(file.text.slice(token.start, token.end)),
      origin: file.originOf({ start: token.start, end: token.end }),
    })),
  }
}

/** What stands in place of a placeholder is a guess: such a statement is only delimited. */
function maskedPieces(words: StatementText, span: Span, region: MaskedRegion): readonly Piece[] {
  const text = words.text.slice(span.start, span.end)
  return piecesOf(words, opaque({ text, tokens: tokensOf(text), offsetOf: words.offsetOf }, { reason: region.reason }))
}

function commentText(comment: string): string {
  return (comment.startsWith('--') ? comment.slice(2) : comment.slice(2, -2)).trim()
}
