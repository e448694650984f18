// Paint: how a renderer emphasises, without knowing where its text goes.

/** Colours for a terminal; `plainPaint` for everything else. */
export interface Paint {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly red: (text: string) => string
  readonly yellow: (text: string) => string
  readonly green: (text: string) => string
  readonly cyan: (text: string) => string
}

const asItIs = (text: string): string => text

export const plainPaint: Paint = { bold: asItIs, dim: asItIs, red: asItIs, yellow: asItIs, green: asItIs, cyan: asItIs }
