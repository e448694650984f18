// What a database is: its catalog and its rows, compared in the server's own words.
import type { ColumnName, Contents, Difference, Snapshot } from '@migration-planner/core'
import { connect } from '../../packages/postgres/src/live/session.ts'
import { compareContents, contentsOf } from '../../packages/postgres/src/live/snapshot/contents.ts'
import { compareSnapshots } from '../../packages/postgres/src/live/snapshot/compare.ts'
import { snapshotOf } from '../../packages/postgres/src/live/snapshot/snapshot.ts'

export interface DatabaseState {
  readonly catalog: Snapshot
  readonly contents: Contents
}

const bookkeeping = [{ schema: undefined, name: '_prisma_migrations' }]

export async function stateOf(url: string): Promise<DatabaseState> {
  const session = await connect(url)
  try {
    return { catalog: await snapshotOf(session, bookkeeping), contents: await contentsOf(session, bookkeeping) }
  } finally {
    await session.close()
  }
}

/** What differs in definition: the order of columns and the position of counters are no matter of equality. */
export function catalogDifferences(one: DatabaseState, other: DatabaseState): readonly string[] {
  return lines(compareSnapshots(one.catalog, other.catalog).filter((difference) => difference.class === 'definition'))
}

/** What differs in any row; of the excepted columns only whether they have a value. */
export function rowDifferences(one: DatabaseState, other: DatabaseState, except: readonly ColumnName[] = []): readonly string[] {
  return lines(compareContents(one.contents, other.contents, except))
}

function lines(differences: readonly Difference[]): readonly string[] {
  return differences.map(
    ({ object, property, one, other }) => `${object}, ${property}: ${one ?? 'none'}, then ${other ?? 'none'}`,
  )
}
