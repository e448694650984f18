// Lexer: PostgreSQL's tokens with UTF-16 offsets, on any text at all. The parser's own scanner refuses a text with an open quote
// and counts bytes; files with COPY data, psql commands or one broken statement still have to be cut into statements.

export interface Token {
  /** `open`: a quote or comment that never ends. `other`: a character that begins no SQL token. */
  readonly kind: 'word' | 'quoted' | 'string' | 'number' | 'operator' | 'parameter' | 'comment' | 'open' | 'other'
  readonly start: number
  readonly end: number
  /** A word in lower case as the server folds it, an operator or other character as it is; empty for the rest. */
  readonly text: string
}

const LINE_FEED = 10
const CARRIAGE_RETURN = 13
const BACKSLASH = 92
const UNDERSCORE = 95
const selfStanding = new Set(',()[];')
const operatorCharacters = new Set('~!@#^&|`?+-*/%<>=')
/** An operator of several characters may end in + or - only where it holds one of these. */
const signKeepers = new Set('~!@#%^&|`?')

/** All tokens of a text, comments included, in order. */
export function tokensOf(text: string): readonly Token[] {
  const tokens: Token[] = []
  for (let token = tokenAt(text, 0); token; token = tokenAt(text, token.end)) tokens.push(token)
  return tokens
}

/** The first token at or after an offset; undefined at the end of the text. */
export function tokenAt(text: string, from: number): Token | undefined {
  const start = skipSpace(text, from)
  const code = text.charCodeAt(start)
  if (Number.isNaN(code)) return undefined
  return (
    quotedAt(text, start) ??
    wordAt(text, start, code) ??
    numberAt(text, start, code) ??
    commentAt(text, start) ??
    operatorAt(text, start)
  )
}

/** Whether white space to the server; its lexer knows six characters. */
export function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13)
}

function skipSpace(text: string, from: number): number {
  let at = from
  while (isSpace(text.charCodeAt(at))) at += 1
  return at
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57
}

function isWordStart(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || code >= 128
}

function isWordPart(code: number): boolean {
  return isWordStart(code) || isDigit(code) || code === 36
}

function wordEnd(text: string, from: number): number {
  let at = from
  while (isWordPart(text.charCodeAt(at))) at += 1
  return at
}

function wordAt(text: string, start: number, code: number): Token | undefined {
  if (!isWordStart(code)) return undefined
  const end = wordEnd(text, start + 1)
  return { kind: 'word', start, end, text: foldCase(text.slice(start, end)) }
}

/** As the server folds an unquoted name: only the letters A to Z. */
function foldCase(word: string): string {
  for (let at = 0; at < word.length; at += 1) if (word.charCodeAt(at) >= 128) return foldLetters(word)
  return word.toLowerCase()
}

function foldLetters(word: string): string {
  return [...word].map((letter) => (letter.charCodeAt(0) < 128 ? letter.toLowerCase() : letter)).join('')
}

/** How a quote stands for itself inside quotes: doubled, after a backslash too, or not at all. */
type Quoting = 'doubled' | 'escaped' | 'bits'

const stringPrefixes: Readonly<Record<string, Quoting>> = {
  e: 'escaped',
  E: 'escaped',
  b: 'bits',
  B: 'bits',
  x: 'bits',
  X: 'bits',
}

function quotedAt(text: string, start: number): Token | undefined {
  const first = text[start] ?? ''
  if (first === "'" || first === '"') return closing(text, start, start + 1, first, 'doubled')
  if (first === '$') return dollarAt(text, start)
  const prefix = stringPrefixes[first]
  if (prefix && text[start + 1] === "'") return closing(text, start, start + 2, "'", prefix)
  return first === 'u' || first === 'U' ? unicodeAt(text, start) : undefined
}

/** U&'…' and U&"…". */
function unicodeAt(text: string, start: number): Token | undefined {
  const quote = text[start + 2]
  const isQuoted = text[start + 1] === '&' && (quote === "'" || quote === '"')
  return isQuoted ? closing(text, start, start + 3, quote, 'doubled') : undefined
}

function closing(text: string, start: number, from: number, quote: "'" | '"', quoting: Quoting): Token {
  for (let at = text.indexOf(quote, from); at >= 0; at = text.indexOf(quote, at)) {
    const continued = quote === "'" ? continuation(text, at + 1) : undefined
    if (quoting === 'escaped' && isEscaped(text, from, at)) at += 1
    else if (quoting !== 'bits' && text[at + 1] === quote) at += 2
    else if (continued !== undefined) at = continued
    else return { kind: quote === '"' ? 'quoted' : 'string', start, end: at + 1, text: '' }
  }
  return open(text, start)
}

/** A string goes on behind a line break: 'one' and then 'two' on the next line are one. */
function continuation(text: string, from: number): number | undefined {
  const at = skipSpace(text, from)
  return text[at] === "'" && lineEnd(text, from) < at ? at + 1 : undefined
}

/** Whether an odd number of backslashes stands before an offset. */
function isEscaped(text: string, from: number, at: number): boolean {
  let before = at
  while (before > from && text.charCodeAt(before - 1) === BACKSLASH) before -= 1
  return (at - before) % 2 === 1
}

function open(text: string, start: number): Token {
  return { kind: 'open', start, end: text.length, text: '' }
}

function dollarAt(text: string, start: number): Token | undefined {
  if (isDigit(text.charCodeAt(start + 1))) return { kind: 'parameter', start, end: digitsEnd(text, start + 1), text: '' }
  const bodyStart = tagEnd(text, start)
  if (bodyStart === undefined) return undefined
  const tag = text.slice(start, bodyStart)
  const end = text.indexOf(tag, bodyStart)
  return end < 0 ? open(text, start) : { kind: 'string', start, end: end + tag.length, text: '' }
}

/** Where the opening `$tag$` ends. */
function tagEnd(text: string, start: number): number | undefined {
  let at = start + 1
  if (isWordStart(text.charCodeAt(at))) {
    while (text[at] !== '$' && isWordPart(text.charCodeAt(at))) at += 1
  }
  return text[at] === '$' ? at + 1 : undefined
}

function digitsEnd(text: string, from: number, separator?: number): number {
  let at = from
  while (isDigit(text.charCodeAt(at)) || text.charCodeAt(at) === separator) at += 1
  return at
}

function numberAt(text: string, start: number, code: number): Token | undefined {
  const startsWithPoint = text[start] === '.' && isDigit(text.charCodeAt(start + 1))
  if (!isDigit(code) && !startsWithPoint) return undefined
  let at = start
  // Also takes 0x1F, 1_000 and 1e6; a sign belongs to the number only right after its e.
  while (isNumberPart(text, at, start)) at += 1
  return { kind: 'number', start, end: at, text: '' }
}

function isNumberPart(text: string, at: number, start: number): boolean {
  const code = text.charCodeAt(at)
  if (isDigit(code) || (isWordStart(code) && code < 128)) return true
  if (text[at] === '.') return text[at + 1] !== '.' && at === digitsEnd(text, start, UNDERSCORE)
  const isSign = text[at] === '+' || text[at] === '-'
  return (
    isSign &&
    (text[at - 1] === 'e' || text[at - 1] === 'E') &&
    text[start + 1] !== 'x' &&
    text[start + 1] !== 'X' &&
    isDigit(text.charCodeAt(at + 1))
  )
}

function commentAt(text: string, start: number): Token | undefined {
  if (text.startsWith('--', start)) return { kind: 'comment', start, end: lineEnd(text, start), text: '' }
  if (!text.startsWith('/*', start)) return undefined
  let depth = 1
  let at = start + 2
  while (depth > 0) {
    const next = blockMark(text, at)
    if (next < 0) return open(text, start)
    depth += text[next] === '/' ? 1 : -1
    at = next + 2
  }
  return { kind: 'comment', start, end: at, text: '' }
}

/** The next mark that opens or closes a block comment: they nest. */
function blockMark(text: string, from: number): number {
  const close = text.indexOf('*/', from)
  const opening = text.indexOf('/*', from)
  return opening >= 0 && opening < close ? opening : close
}

/** The offset of the line's end, the line break not included. */
export function lineEnd(text: string, from: number): number {
  let at = from
  while (at < text.length && text.charCodeAt(at) !== LINE_FEED && text.charCodeAt(at) !== CARRIAGE_RETURN) at += 1
  return at
}

function operatorAt(text: string, start: number): Token {
  const first = text[start] ?? ''
  if (selfStanding.has(first)) return { kind: 'operator', start, end: start + 1, text: first }
  if (operatorCharacters.has(first)) return longOperatorAt(text, start)
  const pair = text.slice(start, start + 2)
  if (pair === '::' || pair === ':=' || pair === '..') return { kind: 'operator', start, end: start + 2, text: pair }
  return { kind: first === ':' || first === '.' ? 'operator' : 'other', start, end: start + 1, text: first }
}

function longOperatorAt(text: string, start: number): Token {
  let end = start + 1
  while (operatorCharacters.has(text[end] ?? '') && !text.startsWith('--', end) && !text.startsWith('/*', end)) end += 1
  const keepsSign = [...text.slice(start, end)].some((character) => signKeepers.has(character))
  while (!keepsSign && end - start > 1 && (text[end - 1] === '+' || text[end - 1] === '-')) end -= 1
  return { kind: 'operator', start, end, text: text.slice(start, end) }
}
