// Offsets: the parser counts UTF-8 bytes and its errors count code points; everything of ours counts UTF-16 units.

/** Turns a UTF-8 byte offset into a UTF-16 offset of the same text. */
export type OffsetOf = (byte: number) => number

/** Built once per text; free where the text is ASCII. */
export function offsetsOf(text: string): OffsetOf {
  const bytes = Buffer.byteLength(text)
  if (bytes === text.length) return (byte) => byte
  const offsets = new Uint32Array(bytes + 1)
  let byte = 0
  for (let unit = 0; unit < text.length;) {
    const point = text.codePointAt(unit) ?? 0
    offsets.fill(unit, byte, byte + byteLength(point))
    byte += byteLength(point)
    unit += point > 0xffff ? 2 : 1
  }
  offsets[byte] = text.length
  return (wanted) => offsets[wanted] ?? text.length
}

/** Turns a count of code points into a UTF-16 offset of the same text. */
export function offsetOfCodePoint(text: string, count: number): number {
  let offset = 0
  for (let seen = 0; seen < count && offset < text.length; seen += 1) offset += (text.codePointAt(offset) ?? 0) > 0xffff ? 2 : 1
  return offset
}

function byteLength(point: number): number {
  if (point < 0x80) return 1
  if (point < 0x800) return 2
  return point < 0x10000 ? 3 : 4
}
