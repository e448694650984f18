// Mask: what is no SQL for the server (psql commands, COPY rows, placeholders) replaced by text of the same length, and reported.
import type { Span } from '@migration-planner/core'
import { isSpace, lineEnd, type Token, tokenAt } from './lexer.ts'

/** A masked region. Where a `placeholder` stood the statement says something that only its author's tool knows. */
export interface MaskedRegion {
  readonly span: Span
  readonly kind: 'psql command' | 'copied rows' | 'placeholder'
  readonly reason: string
}

export interface MaskedText {
  readonly text: string
  readonly regions: readonly MaskedRegion[]
}

/** psql commands that send what was typed so far, as a semicolon does. */
const sendingCommands: readonly string[] = ['g', 'gx', 'gset', 'gexec', 'gdesc', 'crosstabview', 'watch', 'bind', 'parse']

/** What each character becomes that the parser cannot be given: half a surrogate pair, NUL, a byte order mark. Lengths stay. */
export function sanitize(text: string): string {
  const start = text.startsWith('\uFEFF') ? ` ${text.slice(1)}` : text
  const wellFormed = isWellFormed(start)
    ? start
    : [...start].map((letter) => (isLoneSurrogate(letter) ? '\uFFFD' : letter)).join('')
  return wellFormed.replaceAll('\0', '\u0001')
}

function isWellFormed(text: string): boolean {
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at)
    if (code >= 0xd800 && code <= 0xdfff) return ![...text].some(isLoneSurrogate)
  }
  return true
}

function isLoneSurrogate(letter: string): boolean {
  const code = letter.charCodeAt(0)
  return letter.length === 1 && code >= 0xd800 && code <= 0xdfff
}

interface Reading {
  readonly text: string
  readonly regions: MaskedRegion[]
  /** Words of the statement so far. */
  words: string[]
  /** Inside `[…]` a colon separates the bounds of an array slice. */
  brackets: number
}

/** Masks a text that the parser refused as it stands. */
export function mask(text: string): MaskedText {
  const reading: Reading = { text, regions: [], words: [], brackets: 0 }
  let at = 0
  for (let token = tokenAt(text, at); token; token = tokenAt(text, at)) {
    const region = regionAt(reading, token)
    if (region) reading.regions.push(region)
    at = region ? region.span.end : token.end
    if (!region) follow(reading, token)
  }
  return { text: replaceRegions(text, reading.regions), regions: reading.regions }
}

function follow(reading: Reading, token: Token): void {
  if (token.kind === 'word') reading.words.push(token.text)
  if (token.text === '[') reading.brackets += 1
  if (token.text === ']') reading.brackets -= 1
  if (token.text === ';') startStatement(reading)
}

function startStatement(reading: Reading): void {
  reading.words = []
  reading.brackets = 0
}

function regionAt(reading: Reading, token: Token): MaskedRegion | undefined {
  if (token.text === '\\') return psqlCommandAt(reading, token.start)
  if (token.text === ';') return copiedRowsAfter(reading, token)
  if (token.text === ':') return variableAt(reading, token)
  if (token.text === '$' || (token.kind === 'word' && token.text.endsWith('$'))) return placeholderAt(reading.text, token.end - 1)
  return undefined
}

function psqlCommandAt(reading: Reading, start: number): MaskedRegion {
  const end = lineEnd(reading.text, start)
  const [command = ''] = reading.text.slice(start + 1, end).split(' ')
  if (sendingCommands.includes(command)) startStatement(reading)
  return {
    span: { start, end },
    kind: 'psql command',
    reason: `\\${command} is a command of psql, not SQL: the server never sees it`,
  }
}

/** The semicolon of COPY … FROM STDIN and the rows up to the line `\.`; without that line nothing is taken away. */
function copiedRowsAfter(reading: Reading, semicolon: Token): MaskedRegion | undefined {
  const { text, words } = reading
  if (words[0] !== 'copy' || words[words.indexOf('from') + 1] !== 'stdin') return undefined
  const end = endOfRows(text, semicolon.end)
  if (end === undefined) return undefined
  startStatement(reading)
  return { span: { start: semicolon.start, end }, kind: 'copied rows', reason: 'rows for COPY … FROM STDIN are data, not SQL' }
}

function endOfRows(text: string, from: number): number | undefined {
  let start = lineEnd(text, from)
  while (start < text.length) {
    start += text.startsWith('\r\n', start) ? 2 : 1
    const end = lineEnd(text, start)
    if (text.slice(start, end) === '\\.') return end
    start = end
  }
  return undefined
}

function variableAt(reading: Reading, colon: Token): MaskedRegion | undefined {
  const next = tokenAt(reading.text, colon.end)
  const isName = next?.kind === 'word' || next?.kind === 'quoted' || next?.kind === 'string'
  if (!next || !isName || next.start !== colon.end || reading.brackets > 0) return undefined
  return placeholder(reading.text, colon.start, next.end)
}

function placeholderAt(text: string, start: number): MaskedRegion | undefined {
  if (text[start + 1] !== '{') return undefined
  const end = text.indexOf('}', start)
  return end < 0 || end > lineEnd(text, start) ? undefined : placeholder(text, start, end + 1)
}

function placeholder(text: string, start: number, end: number): MaskedRegion {
  return { span: { start, end }, kind: 'placeholder', reason: `the value of ${text.slice(start, end)} is not in the file` }
}

function replaceRegions(text: string, regions: readonly MaskedRegion[]): string {
  const pieces: string[] = []
  let at = 0
  for (const region of regions) {
    pieces.push(text.slice(at, region.span.start), replacement(text, region))
    at = region.span.end
  }
  return pieces.join('') + text.slice(at)
}

function replacement(text: string, region: MaskedRegion): string {
  const { start, end } = region.span
  if (region.kind === 'placeholder') return '_'.repeat(end - start)
  const blank = [...text.slice(start, end)]
    .map((letter) => (isSpace(letter.charCodeAt(0)) ? letter : ' '.repeat(letter.length)))
    .join('')
  return endsStatement(text, region) ? `;${blank.slice(1)}` : blank
}

function endsStatement(text: string, region: MaskedRegion): boolean {
  if (region.kind === 'copied rows') return true
  const [command = ''] = text.slice(region.span.start + 1, region.span.end).split(' ')
  return sendingCommands.includes(command)
}
