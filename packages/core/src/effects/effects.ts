// Effects: what an operation does to everyone else. Facts with a source, no opinions.
import type { TableName } from '../operations/names.ts'

/** What a lock keeps others from doing meanwhile. */
export type Blocks = 'nothing' | 'writes' | 'reads and writes'

export interface Lock {
  readonly table: TableName
  /** In the engine's words, for example `ACCESS EXCLUSIVE`. */
  readonly mode: string
  readonly blocks: Blocks
}

/** How much of the table is touched while the locks are held. */
export type Work = 'catalog' | 'scan' | 'build' | 'rewrite' | 'rows' | 'unknown'

export interface Effects {
  readonly locks: readonly Lock[]
  readonly work: Work
  readonly losesData: boolean
  /** The application that runs while this happens fails from here on. */
  readonly breaksRunningCode: boolean
  /** Refuses to run inside a transaction. */
  readonly ownTransaction: boolean
  readonly algorithm?: 'INSTANT' | 'INPLACE' | 'NOCOPY' | 'COPY'
  /** The manual's page; the fact is asked of real servers in the engine's effects test. */
  readonly source: string
}

/** The widest blocking among the locks. */
export function blocks(effects: Effects): Blocks {
  if (effects.locks.some((lock) => lock.blocks === 'reads and writes')) return 'reads and writes'
  return effects.locks.some((lock) => lock.blocks === 'writes') ? 'writes' : 'nothing'
}

/** Whether others wait for longer than the moment that a catalog change takes. */
export function blocksForLong(effects: Effects): boolean {
  return blocks(effects) !== 'nothing' && ['scan', 'build', 'rewrite', 'unknown'].includes(effects.work)
}
