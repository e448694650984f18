// The locks of a change that somebody can feel.
import type { Lock } from '../effects/effects.ts'
import { displayName, keyOf, sameName, type TableName } from '../operations/names.ts'
import { type Change, tableOf } from './change.ts'

/** Locks that keep others from something, on tables that were there before the migration. */
export function feltLocks(change: Change): readonly Lock[] {
  const { operation, effects, fresh } = change
  const created = operation.kind === 'create-table' ? operation.table : undefined
  return effects.locks.filter(
    ({ table, blocks }) => blocks !== 'nothing' && !fresh.has(keyOf(table)) && !(created && sameName(created, table)),
  )
}

/** The strongest of the felt locks, on the change's own table where it has the choice. */
export function strongestLock(change: Change): Lock | undefined {
  const own = tableOf(change.operation)
  const locks = feltLocks(change).toSorted((one, other) => rank(other, own) - rank(one, own))
  return locks[0]
}

function rank({ table, blocks }: Lock, own: TableName | undefined): number {
  return (blocks === 'reads and writes' ? 2 : 0) + (own && sameName(own, table) ? 1 : 0)
}

/** What a message says of a lock. */
export interface LockWords {
  readonly table: string
  readonly lock: string
  readonly blocks: string
}

/** The strongest felt lock in words; undefined where nobody feels one. */
export function lockWords(change: Change): LockWords | undefined {
  const lock = strongestLock(change)
  return lock && { table: displayName(lock.table), lock: lock.mode, blocks: lock.blocks }
}

/** The felt lock in words, where it is held for as long as some amount of work takes. */
export function lockWordsDuring(change: Change, ...work: readonly Change['effects']['work'][]): LockWords | undefined {
  return work.includes(change.effects.work) ? lockWords(change) : undefined
}

/** Felt locks that earlier changes of the same transaction still hold, each with its change. */
export function heldLocks(change: Change): readonly { readonly lock: Lock; readonly by: Change }[] {
  return change.transaction.earlier.flatMap((by) => feltLocks(by).map((lock) => ({ lock, by })))
}
