// Reads the attributes of a Prisma schema: @map("x"), @@index([a, b(sort: Desc)], map: "y").
import { nesting, type Token, textOf } from './tokens.ts'

export interface Argument {
  /** As in `map: "x"`; undefined where it stands by its position. */
  readonly name?: string
  /** As written. */
  readonly text: string
  readonly tokens: readonly Token[]
}

export interface Attribute {
  /** Without its marks: `map`, `db.VarChar`. */
  readonly name: string
  /** Whether it stands on the whole block: `@@`. */
  readonly ofBlock: boolean
  readonly arguments: readonly Argument[]
  readonly text: string
  readonly start: number
  readonly end: number
}

/** The attributes that a member's tokens hold; the first token is the first attribute's mark. */
export function attributesIn(source: string, tokens: readonly Token[]): readonly Attribute[] {
  const starts = tokens.flatMap((token, index) => (isMark(token) && depthBefore(tokens, index) === 0 ? [index] : []))
  return starts.flatMap((start, position) => attributeOf(source, tokens.slice(start, starts[position + 1])) ?? [])
}

/** The string that an attribute gives under a name or at the first place: `@map("x")`, `@@unique([a], map: "x")`. */
export function stringArgument(attribute: Attribute, name: string, positional: boolean): string | undefined {
  const argument = argumentOf(attribute, name, positional)
  const [token] = argument?.tokens ?? []
  return token?.kind === 'text' ? textOf(token) : undefined
}

/** The names in a list such as `[a, b(sort: Desc)]`. */
export function listArgument(attribute: Attribute, name: string, positional: boolean): readonly string[] {
  const tokens = argumentOf(attribute, name, positional)?.tokens ?? []
  return tokens.flatMap((token, index) => (token.kind === 'word' && depthBefore(tokens, index) === 1 ? [token.text] : []))
}

function argumentOf(attribute: Attribute, name: string, positional: boolean): Argument | undefined {
  const named = attribute.arguments.find((argument) => argument.name === name)
  if (named || !positional) return named
  const [first] = attribute.arguments
  return first?.name === undefined ? first : undefined
}

function attributeOf(source: string, tokens: readonly Token[]): Attribute | undefined {
  const [mark, word] = tokens
  const last = tokens.at(-1)
  if (!mark || !last || word?.kind !== 'word') return undefined
  return {
    name: word.text,
    ofBlock: mark.text === '@@',
    arguments: argumentsIn(source, tokens.slice(3, -1)),
    text: source.slice(mark.start, last.end),
    start: mark.start,
    end: last.end,
  }
}

function argumentsIn(source: string, tokens: readonly Token[]): readonly Argument[] {
  const groups: Token[][] = [[]]
  tokens.forEach((token, index) => {
    if (token.text === ',' && depthBefore(tokens, index) === 0) groups.push([])
    else groups.at(-1)?.push(token)
  })
  return groups.flatMap((group) => {
    const [name, colon] = group
    const named = name?.kind === 'word' && colon?.text === ':'
    const value = named ? group.slice(2) : group
    const [first, last] = [value[0], value.at(-1)]
    if (!first || !last) return []
    return [{ ...(named ? { name: name.text } : {}), text: source.slice(first.start, last.end), tokens: value }]
  })
}

function isMark(token: Token): boolean {
  return token.kind === 'mark' && token.text.startsWith('@')
}

function depthBefore(tokens: readonly Token[], index: number): number {
  return tokens.slice(0, index).reduce((depth, token) => depth + nesting(token), 0)
}
