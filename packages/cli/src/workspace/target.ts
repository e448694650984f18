// What the target database tells about itself, read in one short connection.
import type { AppliedMigration, Schema } from '@migration-planner/core'
import { onDatabase } from './live.ts'
import type { Workspace } from './open.ts'

/** What the target database told about itself. */
export interface TargetFacts {
  readonly applied: readonly AppliedMigration[] | undefined
  readonly schema: Schema
  /** Estimated rows by table key. */
  readonly rows: ReadonlyMap<string, number>
  readonly major: number
}

export async function askTarget(url: string, { adapter, migrations, found }: Workspace): Promise<TargetFacts> {
  return onDatabase(url, async (session, live) => ({
    applied: await adapter.applied(session.query, migrations, found),
    schema: await live.catalog(session),
    rows: await live.rowEstimates(session),
    major: await live.major(session),
  }))
}
