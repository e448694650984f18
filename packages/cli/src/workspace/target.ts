// What the target database tells about itself, read in one short connection.
import { onDatabase } from './live.ts'
import type { Workspace } from './open.ts'
import type { TargetFacts } from './pending.ts'

export async function askTarget(url: string, { adapter, migrations, found }: Workspace): Promise<TargetFacts> {
  return onDatabase(url, async (session, live) => ({
    applied: await adapter.applied(session.query, migrations, found),
    schema: await live.catalog(session),
    rows: await live.rowEstimates(session),
    major: await live.major(session),
  }))
}
