// Where things come from: files, places in them, and what in them could not be read.

/** A file's text as it was found; `path` is relative to the project's root, with forward slashes. */
export interface SourceText {
  readonly path: string
  readonly text: string
}

/** A half-open range of UTF-16 offsets into a `SourceText`. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A place a person can find: line and column count from 1, columns in UTF-16 units, as editors count them. */
export interface Position {
  readonly line: number
  readonly column: number
}

/** The place in a file that something was read from. */
export interface Origin {
  readonly file: string
  readonly span: Span
  readonly start: Position
  readonly end: Position
}

/** SQL that the engine's parser refused: data in the result, never silence. */
export interface Problem {
  readonly origin: Origin
  /** The parser's own message. */
  readonly message: string
}

/** A part of a migration file that could not be turned into SQL, for example code that depends on data. */
export interface Gap {
  readonly origin: Origin
  readonly reason: string
}

/** Turns offsets of one text into lines and columns; build it once per text, each lookup is a binary search. */
export function positionsIn(text: string): (offset: number) => Position {
  const lineStarts = [0]
  for (let index = text.indexOf('\n'); index >= 0; index = text.indexOf('\n', index + 1)) lineStarts.push(index + 1)
  return (offset) => {
    let low = 0
    let high = lineStarts.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((lineStarts[middle] ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return { line: low + 1, column: offset - (lineStarts[low] ?? 0) + 1 }
  }
}

/** Makes origins in one file. */
export function originsIn(source: SourceText): (span: Span) => Origin {
  const positionOf = positionsIn(source.text)
  return (span) => ({ file: source.path, span, start: positionOf(span.start), end: positionOf(span.end) })
}
