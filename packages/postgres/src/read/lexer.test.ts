// The lexer, held against PostgreSQL's own scanner wherever that one reads the text at all.
import fc from 'fast-check'
import { scanSync } from 'libpg-query'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadParser } from '../load.ts'
import { tokensOf } from './lexer.ts'

beforeAll(loadParser)

const words = (text: string): readonly string[] => tokensOf(text).map(({ start, end }) => text.slice(start, end))

function scannerWords(text: string): readonly string[] | undefined {
  const bytes = Buffer.from(text)
  try {
    return scanSync(text).tokens.map(({ start, end }) => bytes.subarray(start, end).toString())
  } catch {
    return undefined
  }
}

describe('tokensOf', () => {
  it.each([
    ['quotes', `SELECT 'it''s', E'it\\'s', "a""b", U&'\\0061', N'x', b'01', X'1F', $$a'b$$, $tag$a$$b$tag$, $1`],
    ['strings that go on', `SELECT 'one'\n  'two', E'a\\''\n'b\\'c'`],
    ['comments', `a -- one\n b /* two /* nested */ still */ c`],
    ['numbers', `1 1.5 .5 1e10 1.5e-3 0x1F 1_000 1_000.5e0_1 1_000. 1..10`],
    ['operators', `a<>b c<=d e::f g:=h i||j k->>'x' l@>m n=-1 o*-1 p@-1 q--r\n`],
    ['identifiers', `a_1$b Ünï😀 "Ünï 😀" é`],
    ['white space', `a\tb\r\nc\fd\ve`],
  ])('cuts %s as the server does', (_, text) => {
    expect(words(text)).toEqual(scannerWords(text))
  })

  it('folds only the letters A to Z', () => {
    expect(tokensOf('SELECT ÜBER').map(({ text }) => text)).toEqual(['select', 'Über'])
  })

  it.each([`SELECT 'never closed; SELECT 2`, 'a /* never closed; b', 'x $tag$ never closed $other$', '"open'])(
    'takes %j to its end',
    (text) => {
      const last = tokensOf(text).at(-1)
      expect(last).toMatchObject({ kind: 'open', end: text.length })
    },
  )

  it('agrees with the scanner on any mixture of pieces', () => {
    const piece = fc.constantFrom(
      ...`a B "q""r" 's''t' E'u\\'v' 'open $$ $t$ $1 -- /* */ ; , ( ) [ ] . .. :: := : + - * / < > = <> || -> @ ~ ! 1 1.5 1e5 .5 😀 é U&"x"`.split(
        ' ',
      ),
      ' ',
      '\n',
      '\t',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('')
        const scanned = scannerWords(text)
        fc.pre(scanned !== undefined)
        expect(words(text)).toEqual(scanned)
      }),
      { numRuns: 3000 },
    )
  })
})
