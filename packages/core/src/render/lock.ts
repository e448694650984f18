// Lock: how long a statement keeps others waiting, in the words of a report.
import type { Blocks, Effects, Lock, Work } from '../effects/effects.ts'
import { estimateMs } from '../plan/sizing.ts'

export type Duration = 'brief' | 'scan' | 'rewrite' | 'build'

const durations: Readonly<Record<Work, Duration>> = {
  catalog: 'brief',
  scan: 'scan',
  rows: 'scan',
  build: 'build',
  rewrite: 'rewrite',
  unknown: 'rewrite',
}

export function durationOf(effects: Effects): Duration {
  return durations[effects.work]
}

/** An estimate from the table's rows; undefined where nobody knows them. A change of the catalog takes no time worth a number. */
export function estimatedMs(effects: Effects, rows: number | undefined): number | undefined {
  if (rows === undefined) return undefined
  return estimateMs(effects.work, rows) ?? (effects.work === 'catalog' ? 0 : estimateMs('rewrite', rows))
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
