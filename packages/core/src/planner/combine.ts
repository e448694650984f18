// The effects of several statements in one transaction, as one.
import type { Effects, Lock, Work } from '../effects/effects.ts'
import { keyOf } from '../operations/names.ts'

const workOrder: readonly Work[] = ['catalog', 'rows', 'unknown', 'scan', 'build', 'rewrite']
const blocksOrder: readonly Lock['blocks'][] = ['nothing', 'writes', 'reads and writes']

/** The strongest lock of each table, and the heaviest work. */
export function combineEffects(all: readonly Effects[], nothing: Effects): Effects {
  if (all.length === 0) return nothing
  const locks = new Map<string, Lock>()
  for (const lock of all.flatMap((effects) => effects.locks)) {
    const held = locks.get(keyOf(lock.table))
    if (!held || blocksOrder.indexOf(lock.blocks) > blocksOrder.indexOf(held.blocks)) locks.set(keyOf(lock.table), lock)
  }
  const heaviest = all.toSorted((one, other) => workOrder.indexOf(other.work) - workOrder.indexOf(one.work))[0] ?? nothing
  return {
    locks: [...locks.values()],
    work: heaviest.work,
    losesData: all.some(({ losesData }) => losesData),
    breaksRunningCode: all.some(({ breaksRunningCode }) => breaksRunningCode),
    ownTransaction: all.some(({ ownTransaction }) => ownTransaction),
    source: heaviest.source,
  }
}
