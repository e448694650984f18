// Reads a Prisma schema file as blocks and their members, each with its place, so that one line can be edited and no other.
import { type Attribute, attributesIn } from './attributes.ts'
import { nesting, type Token, tokensOf } from './tokens.ts'

export type BlockKind = 'model' | 'view' | 'type' | 'enum' | 'datasource' | 'generator'

/** One logical line inside a block: a field, an enum's value, a setting or a block attribute. */
export interface Member {
  /** Undefined for a block attribute such as `@@index`. */
  readonly name?: string
  /** A field's type without its marks, for example `String`; the whole `Unsupported("…")`. */
  readonly type?: { readonly name: string; readonly start: number; readonly end: number }
  readonly optional: boolean
  readonly list: boolean
  readonly attributes: readonly Attribute[]
  /** The code, without comments around it. */
  readonly start: number
  readonly end: number
  /** Whole lines, documentation above and line break below included. */
  readonly lines: { readonly start: number; readonly end: number }
  readonly code: readonly Token[]
}

export interface Block {
  readonly kind: BlockKind
  readonly name: string
  readonly members: readonly Member[]
  readonly start: number
  /** After the closing brace. */
  readonly end: number
  /** Where the first line after the opening brace starts. */
  readonly bodyStart: number
  /** Where the line of the closing brace starts. */
  readonly bodyEnd: number
  /** Whole lines, documentation above and line break below included. */
  readonly lines: { readonly start: number; readonly end: number }
}

const blockKinds: readonly BlockKind[] = ['model', 'view', 'type', 'enum', 'datasource', 'generator']

/** The blocks of one file, in its order. Text that is no block is passed over. */
export function blocksOf(source: string): readonly Block[] {
  const tokens = tokensOf(source)
  const blocks: Block[] = []
  for (let index = 0; index < tokens.length; index++) {
    const opening = openingAt(tokens, index)
    if (!opening) continue
    const closing = closingBrace(tokens, opening.brace)
    blocks.push(blockOf(source, tokens, index, opening, closing))
    index = closing
  }
  return blocks
}

interface Opening {
  readonly kind: BlockKind
  readonly name: string
  readonly brace: number
}

function openingAt(tokens: readonly Token[], index: number): Opening | undefined {
  const [keyword, name, brace] = [tokens[index], tokens[index + 1], tokens[index + 2]]
  const kind = blockKinds.find((candidate) => candidate === keyword?.text)
  if (!kind || name?.kind !== 'word' || brace?.text !== '{') return undefined
  return { kind, name: name.text, brace: index + 2 }
}

function closingBrace(tokens: readonly Token[], brace: number): number {
  let depth = 0
  for (let index = brace; index < tokens.length; index++) {
    const token = tokens[index]
    if (token?.kind === 'mark' && token.text === '{') depth++
    if (token?.kind === 'mark' && token.text === '}' && --depth === 0) return index
  }
  return tokens.length - 1
}

function blockOf(source: string, tokens: readonly Token[], index: number, opening: Opening, closing: number): Block {
  const start = tokens[index]?.start ?? 0
  const end = tokens[closing]?.end ?? source.length
  return {
    kind: opening.kind,
    name: opening.name,
    members: membersOf(source, tokens.slice(opening.brace + 1, closing)),
    start,
    end,
    bodyStart: endOfLine(source, tokens[opening.brace]?.end ?? start),
    bodyEnd: startOfLine(source, tokens[closing]?.start ?? end),
    lines: { start: startOfDocumentation(source, startOfLine(source, start)), end: endOfLine(source, end) },
  }
}

function membersOf(source: string, tokens: readonly Token[]): readonly Member[] {
  const lines: Token[][] = [[]]
  let depth = 0
  for (const token of tokens) {
    depth += nesting(token)
    if (token.kind === 'newline' && depth <= 0) lines.push([])
    if (token.kind !== 'newline' && token.kind !== 'comment') lines.at(-1)?.push(token)
  }
  return lines.flatMap((code) => memberOf(source, code) ?? [])
}

function memberOf(source: string, code: readonly Token[]): Member | undefined {
  const [first, second] = code
  const last = code.at(-1)
  if (!first || !last) return undefined
  const attributesStart = code.findIndex(({ kind, text }) => kind === 'mark' && text.startsWith('@'))
  const head = attributesStart < 0 ? code : code.slice(0, attributesStart)
  const headEnd = head.at(-1)
  return {
    ...(first.kind === 'word' ? { name: first.text } : {}),
    ...(second?.kind === 'word' && head.includes(second) ? { type: typeOf(source, head, second) } : {}),
    optional: headEnd?.text === '?',
    list: head.some(({ text }, index) => index > 1 && text === '['),
    attributes: attributesStart < 0 ? [] : attributesIn(source, code.slice(attributesStart)),
    start: first.start,
    end: last.end,
    lines: {
      start: startOfDocumentation(source, startOfLine(source, first.start)),
      end: endOfLine(source, last.end),
    },
    code,
  }
}

function typeOf(
  source: string,
  head: readonly Token[],
  word: Token,
): { readonly name: string; readonly start: number; readonly end: number } {
  const closing = head.findLast(({ text }) => text === ')')
  const end = closing && head[2]?.text === '(' ? closing.end : word.end
  return { name: source.slice(word.start, end), start: word.start, end }
}

function startOfLine(source: string, offset: number): number {
  return source.lastIndexOf('\n', offset - 1) + 1
}

function endOfLine(source: string, offset: number): number {
  const lineBreak = source.indexOf('\n', offset)
  return lineBreak < 0 ? source.length : lineBreak + 1
}

/** `///` lines right above belong to what follows them. */
function startOfDocumentation(source: string, lineStart: number): number {
  let start = lineStart
  while (start > 0) {
    const above = startOfLine(source, start - 1)
    if (!source.slice(above, start).trimStart().startsWith('///')) return start
    start = above
  }
  return start
}
