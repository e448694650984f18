// Chance that is the same each time: a proof that fails must fail again when it is repeated.

export interface Chance {
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number
}

/** Mulberry32: https://github.com/cprosche/mulberry32 (public domain). */
export function chanceFrom(seed: number): Chance {
  let state = seed >>> 0
  return {
    below(limit) {
      state = (state + 0x6d2b79f5) >>> 0
      let mixed = Math.imul(state ^ (state >>> 15), state | 1)
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
      return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * limit)
    },
  }
}
