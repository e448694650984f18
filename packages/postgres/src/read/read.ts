// Read: a file's text → its statements with their operations, and what could not be read. Never throws on any text.
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
} from '@migration-planner/core'
import { type Token, tokensOf } from './lexer.ts'
import { mask, type MaskedRegion, sanitize } from './mask.ts'
import { offsetsOf } from './offsets.ts'
import { isRefusal, parse } from './parser.ts'
import { opaque, piecesOf } from './pieces.ts'
import { isUnread, type Segment, segmentsByTokens, segmentsOfParsed } from './split.ts'
import { readStatement } from './statements.ts'
import { spanOf, type StatementText, wholeRange } from './statement-text.ts'

/** The statements, problems and gaps of one file. */
export function readPostgres(source: SourceText): Reading {
  const originOf = originsIn(source)
  const { tokens, segments, regions } = cut(sanitize(source.text))
  const comments = tokens.filter(({ kind }) => kind === 'comment')
  const statements: Statement[] = []
  const problems: Problem[] = []
  let after = 0
  for (const segment of segments) {
    const { start, end } = spanOf({ text: '', ...segment }, { from: 0, to: segment.tokens.length })
    if (isUnread(segment.parsed)) problems.push({ origin: originOf(segment.parsed.span), message: segment.parsed.message })
    else {
      const own = comments.filter((comment) => comment.start >= after && comment.end <= end)
      statements.push(statementOf(source.text, segment, { regions: regionsIn(regions, { start, end }), comments: own, originOf }))
    }
    after = end
  }
  return { statements, problems, gaps: regions.map(({ span, reason }): Gap => ({ origin: originOf(span), reason })) }
}

interface Cut {
  readonly tokens: readonly Token[]
  readonly segments: readonly Segment[]
  readonly regions: readonly MaskedRegion[]
}

/** A file that parses as it stands has nothing to mask, whatever it looks like. */
function cut(text: string): Cut {
  const parsed = parse(text)
  if (!isRefusal(parsed)) return cutParsed(text, [])
  const masked = mask(text)
  return cutParsed(masked.text, masked.regions)
}

function cutParsed(text: string, regions: readonly MaskedRegion[]): Cut {
  const tokens = tokensOf(text)
  const solid = tokens.filter(({ kind }) => kind !== 'comment')
  const parsed = parse(text)
  const segments = isRefusal(parsed) ? segmentsByTokens(text, solid) : segmentsOfParsed(parsed, offsetsOf(text), solid)
  return { tokens, segments, regions }
}

function regionsIn(regions: readonly MaskedRegion[], span: Span): readonly MaskedRegion[] {
  return regions.filter((region) => region.span.start < span.end && region.span.end > span.start)
}

interface StatementContext {
  readonly regions: readonly MaskedRegion[]
  readonly comments: readonly Token[]
  readonly originOf: (span: Span) => Origin
}

function statementOf(text: string, segment: Segment, { regions, comments, originOf }: StatementContext): Statement {
  const words: StatementText = { text, tokens: segment.tokens, offsetOf: segment.offsetOf }
  const span = spanOf(words, wholeRange(words))
  const pieces =
    isUnread(segment.parsed) || regions[0]
      ? piecesOf(words, opaque(words, { reason: regions[0]?.reason ?? '' }))
      : readStatement(segment.parsed, words)
  return {
    sql: text.slice(span.start, span.end),
    origin: originOf(span),
    parts: pieces.map(({ operation, sql, span: place }) => ({ operation, sql, origin: originOf(place) })),
    comments: comments.map((comment): Comment => ({
      text: commentText(text.slice(comment.start, comment.end)),
      origin: originOf(comment),
    })),
  }
}

function commentText(comment: string): string {
  return (comment.startsWith('--') ? comment.slice(2) : comment.slice(2, -2)).trim()
}
