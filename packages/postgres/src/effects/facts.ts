// The words in which this folder states facts: lock modes with what they keep others from, and effects with their source.
import {
  type Blocks,
  type Effects,
  keyOf,
  type Lock,
  type OperationKind,
  type OperationOf,
  sameName,
  type Schema,
  type TableName,
  type Version,
} from '@migration-planner/core'

export type LockMode =
  | 'ROW SHARE'
  | 'ROW EXCLUSIVE'
  | 'SHARE UPDATE EXCLUSIVE'
  | 'SHARE'
  | 'SHARE ROW EXCLUSIVE'
  | 'EXCLUSIVE'
  | 'ACCESS EXCLUSIVE'

/** Where an operation happens. */
export interface Place {
  readonly before: Schema
  readonly version: Version
}

/** The effects of each kind of operation; the type makes a kind that is missing fail to compile. */
export type EffectsByKind<Kind extends OperationKind> = {
  readonly [K in Kind]: (operation: OperationOf<K>, place: Place) => Effects
}

/** By https://www.postgresql.org/docs/current/explicit-locking.html: reads take ACCESS SHARE, writes ROW EXCLUSIVE. */
const blocksOf: Readonly<Record<LockMode, Blocks>> = {
  'ROW SHARE': 'nothing',
  'ROW EXCLUSIVE': 'nothing',
  'SHARE UPDATE EXCLUSIVE': 'nothing',
  SHARE: 'writes',
  'SHARE ROW EXCLUSIVE': 'writes',
  EXCLUSIVE: 'writes',
  'ACCESS EXCLUSIVE': 'reads and writes',
}

/** From the weakest to the strongest. */
const lockModes: readonly LockMode[] = [
  'ROW SHARE',
  'ROW EXCLUSIVE',
  'SHARE UPDATE EXCLUSIVE',
  'SHARE',
  'SHARE ROW EXCLUSIVE',
  'EXCLUSIVE',
  'ACCESS EXCLUSIVE',
]

export function lock(mode: LockMode, table: TableName): Lock {
  return { table, mode, blocks: blocksOf[mode] }
}

/** Effects with everything harmless that is not said; `page` is the manual's, for example `sql-altertable`. */
export function effects(place: Place, page: string, facts: Partial<Omit<Effects, 'source'>> = {}): Effects {
  return {
    work: 'catalog',
    losesData: false,
    breaksRunningCode: false,
    ownTransaction: false,
    ...facts,
    locks: strongest(facts.locks ?? []),
    source: `https://www.postgresql.org/docs/${place.version.major}/${page}.html`,
  }
}

/** The same lock on a table and, where it is partitioned, on all that hold its rows: ALTER TABLE goes down to them. */
export function lockTree(mode: LockMode, table: TableName, before: Schema): readonly Lock[] {
  return [lock(mode, table), ...partitionsOf(table, before).flatMap((partition) => lockTree(mode, partition, before))]
}

function partitionsOf(table: TableName, before: Schema): readonly TableName[] {
  return [...before.tables.values()]
    .filter(({ partitionOf }) => partitionOf && sameName(partitionOf, table))
    .map(({ name }) => name)
}

/** One lock for each table: the strongest asked for. */
function strongest(locks: readonly Lock[]): readonly Lock[] {
  const byTable = new Map<string, Lock>()
  for (const candidate of locks) {
    const known = byTable.get(keyOf(candidate.table))
    if (!known || strength(candidate) > strength(known)) byTable.set(keyOf(candidate.table), candidate)
  }
  return [...byTable.values()]
}

function strength({ mode }: Lock): number {
  return lockModes.findIndex((known) => known === mode)
}
