// Bytes and code points to UTF-16, on any text.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { offsetOfCodePoint, offsetsOf } from './offsets.ts'

describe('offsets', () => {
  it('finds every character of any text by its byte and by its code point', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const offsetOf = offsetsOf(text)
        let unit = 0
        for (const [index, letter] of [...text].entries()) {
          expect(offsetOf(Buffer.byteLength(text.slice(0, unit)))).toBe(unit)
          expect(offsetOfCodePoint(text, index)).toBe(unit)
          unit += letter.length
        }
        expect(offsetOf(Buffer.byteLength(text))).toBe(text.length)
      }),
    )
  })

  it('stays inside the text', () => {
    expect(offsetsOf('é')(9)).toBe(1)
    expect(offsetOfCodePoint('😀', 5)).toBe(2)
  })
})
