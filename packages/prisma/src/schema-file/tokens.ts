// Cuts a Prisma schema file into tokens, so that braces in strings and comments deceive nobody.

export type TokenKind = 'newline' | 'comment' | 'text' | 'word' | 'mark'

/** `start` and `end` are UTF-16 offsets into the file. */
export interface Token {
  readonly kind: TokenKind
  readonly text: string
  readonly start: number
  readonly end: number
}

const lexeme =
  /(?<newline>\r?\n)|(?<comment>\/\/[^\r\n]*|\/\*[\s\S]*?\*\/)|(?<text>"(?:\\.|[^"\\\r\n])*")|(?<word>[\p{L}\p{N}_.-]+)|(?<mark>@@?|\S)/gu

const kinds: readonly TokenKind[] = ['newline', 'comment', 'text', 'word', 'mark']

/** Every token but blanks. Never fails: what is no token of Prisma's is a mark of one character. */
export function tokensOf(source: string): readonly Token[] {
  return [...source.matchAll(lexeme)].map((match) => ({
    kind: kinds.find((kind) => match.groups?.[kind] !== undefined) ?? 'mark',
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }))
}

/** How many brackets a token opens, less those it closes. */
export function nesting(token: Token): number {
  if (token.kind !== 'mark') return 0
  if (token.text === '(' || token.text === '[') return 1
  return token.text === ')' || token.text === ']' ? -1 : 0
}

/** What a string token says, without quotes and escapes. */
export function textOf(token: Token): string {
  try {
    const value: unknown = JSON.parse(token.text)
    return typeof value === 'string' ? value : token.text
  } catch {
    return token.text.slice(1, -1)
  }
}
