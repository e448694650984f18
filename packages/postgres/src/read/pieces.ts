// Pieces: the operations of a statement, each with a whole statement of its own in the author's words.
import type { Opaque, Operation, Span } from '@migration-planner/core'
import { tokensOf, type Token } from './lexer.ts'
import { isReserved } from './parser.ts'
import { type Range, spanOf, sqlOf, type StatementText, wholeRange } from './statement-text.ts'

export interface Piece {
  readonly operation: Operation
  readonly sql: string
  readonly span: Span
}

/** What a reader makes of a node: one operation of the whole statement, or several pieces of it. */
export type Read = Operation | readonly Piece[]

/** The pieces of a reading; one operation takes the whole statement. */
export function piecesOf(statement: StatementText, read: Read): readonly Piece[] {
  if (!('kind' in read)) return read
  const whole = wholeRange(statement)
  return [{ operation: read, sql: sqlOf(statement, whole), span: spanOf(statement, whole) }]
}

/** One piece of a list: what stands before the list, the one item, and what stands after the list. */
export function pieceOf(statement: StatementText, before: Range, item: Range, after: Range, operation: Operation): Piece {
  const words = [before, item, after].filter(({ from, to }) => from < to).map((range) => sqlOf(statement, range))
  return { operation, sql: words.join(' '), span: spanOf(statement, item) }
}

export interface OpaqueOptions {
  readonly what?: string
  readonly reason?: string
  readonly ownTransaction?: boolean
}

/** A statement, or a range of it, that is not modelled. */
export function opaque(statement: StatementText, options: OpaqueOptions = {}): Opaque {
  const what = options.what ?? commandOf(statement)
  return {
    kind: 'opaque',
    what,
    reason: options.reason ?? `${what} is not modelled`,
    mentions: mentionsOf(statement, what),
    ownTransaction: options.ownTransaction ?? false,
  }
}

/** Words that only say how, and kinds of object that take two words. */
const adverbs: ReadonlySet<string> = new Set(['or', 'replace', 'unique', 'temp', 'temporary', 'unlogged', 'constraint'])
const twoWordCommands: ReadonlySet<string> = new Set([
  'alter',
  'create',
  'drop',
  'refresh',
  'set',
  'reset',
  'import',
  'security',
  'reassign',
])
const halfKinds: ReadonlySet<string> = new Set(['materialized', 'foreign', 'event', 'access', 'text', 'user', 'default', 'owned'])
const secondHalves: ReadonlySet<string> = new Set([
  'view',
  'table',
  'data',
  'schema',
  'trigger',
  'method',
  'search',
  'mapping',
  'privileges',
  'by',
])

/** The statement's first words, as the server's command tags have them. */
function commandOf(statement: StatementText): string {
  const words = statement.tokens.flatMap(({ kind, text }) => (kind === 'word' && !adverbs.has(text) ? [text] : []))
  const [verb = '', kind = '', half = ''] = words
  const command = twoWordCommands.has(verb)
    ? [verb, kind, ...(halfKinds.has(kind) && secondHalves.has(half) ? [half] : [])]
    : [verb]
  return command.join(' ').toUpperCase()
}

/** Every word that may name something, those inside strings included: setval('users_id_seq', …). */
function mentionsOf(statement: StatementText, what: string): readonly string[] {
  const command = new Set(what.toLowerCase().split(' '))
  const words = new Set<string>()
  for (const token of statement.tokens) for (const word of wordsOf(statement.text, token)) words.add(word)
  return [...words].filter((word) => word !== '' && !command.has(word) && !isReserved(word))
}

function wordsOf(text: string, token: Token): readonly string[] {
  if (token.kind === 'word') return [token.text]
  if (token.kind === 'quoted') return [unquoted(text.slice(token.start, token.end))]
  if (token.kind !== 'string') return []
  const inside = contentOf(text.slice(token.start, token.end))
  return tokensOf(inside).flatMap((inner) => (inner.kind === 'word' || inner.kind === 'quoted' ? wordsOf(inside, inner) : []))
}

function unquoted(name: string): string {
  return name.slice(name.indexOf('"') + 1, -1).replaceAll('""', '"')
}

/** A string without its quotes, of either kind. */
function contentOf(literal: string): string {
  const quote = literal.startsWith('$') ? literal.slice(0, literal.indexOf('$', 1) + 1) : "'"
  return literal.slice(literal.indexOf(quote) + quote.length, -quote.length)
}
