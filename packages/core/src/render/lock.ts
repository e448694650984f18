// Lock: how long a statement keeps others waiting, in the words of a report.
import type { Blocks, Effects, Lock, Work } from '../effects/effects.ts'

export type Duration = 'brief' | 'scan' | 'rewrite' | 'build'

const durations: Readonly<Record<Work, Duration>> = {
  catalog: 'brief',
  scan: 'scan',
  rows: 'scan',
  build: 'build',
  rewrite: 'rewrite',
  unknown: 'rewrite',
}

/** Rows that one second gets through, by experience on ordinary servers: an order of magnitude, not a promise. */
const rowsPerSecond: Readonly<Record<Duration, number>> = { brief: Infinity, scan: 2_000_000, build: 500_000, rewrite: 250_000 }

export function durationOf(effects: Effects): Duration {
  return durations[effects.work]
}

/** An estimate from the table's rows; undefined where nobody knows them. */
export function estimatedMs(effects: Effects, rows: number | undefined): number | undefined {
  if (rows === undefined) return undefined
  return Math.round((rows / rowsPerSecond[durationOf(effects)]) * 1000)
}

const strength: readonly Blocks[] = ['nothing', 'writes', 'reads and writes']

/** The lock that stops the most. */
export function strongestLock(effects: Effects): Lock | undefined {
  return effects.locks.toSorted((one, other) => strength.indexOf(other.blocks) - strength.indexOf(one.blocks))[0]
}

/** What a lock stops, as a list. */
export function blockedBy(lock: Lock): readonly ('read' | 'write')[] {
  if (lock.blocks === 'nothing') return []
  return lock.blocks === 'writes' ? ['write'] : ['read', 'write']
}
