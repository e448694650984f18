// What schema a database has when the files that take a migration's place have run on it: found out on a shadow.
import { type AppliedMigration, type ShadowDatabase, type Snapshot, UsageError } from '@migration-planner/core'
import type { Context } from '../context.ts'
import type { Workspace } from '../workspace/open.ts'
import type { PlanRecord } from './folder.ts'
import { withShadow, wantsNoShadow } from './prove.ts'

export interface Reached {
  readonly deployed: Snapshot
  /** With the held steps; undefined where none is held. */
  readonly released: Snapshot | undefined
}

/** After everything that the database has recorded, with the plans' files in place of their originals. */
export async function schemasReached(
  context: Context,
  workspace: Workspace,
  records: readonly PlanRecord[],
  applied: readonly AppliedMigration[],
): Promise<Reached> {
  if (wantsNoShadow(context))
    throw new UsageError('--shadow-url none: sync proves the schema on a shadow', 'Leave the flag away, or name a server')
  return withShadow(context, workspace, records[0]?.plan.engine.version, async (shadow, live) => {
    const database = await shadow.create()
    await runFiles(workspace, database, filesOf(workspace, records, applied))
    const deployed = await live.snapshot(database.session)
    const held = records.flatMap(({ written }) => written.filter((step) => step.held).map(({ file }) => file))
    if (held.length === 0) return { deployed, released: undefined }
    await runFiles(workspace, database, held)
    return { deployed, released: await live.snapshot(database.session) }
  })
}

function filesOf(
  { migrations }: Workspace,
  records: readonly PlanRecord[],
  applied: readonly AppliedMigration[],
): readonly string[] {
  const ran = new Set(applied.filter(({ state }) => state === 'applied').map(({ id }) => id))
  const replacing = new Set(records.flatMap(({ written }) => written.map(({ id }) => id)))
  return migrations.filter(({ id }) => ran.has(id) || replacing.has(id)).map(({ source }) => source.path)
}

async function runFiles({ project }: Workspace, { session }: ShadowDatabase, files: readonly string[]): Promise<void> {
  for (const file of files) {
    const sql = await project.read(file)
    if (sql === undefined) throw new UsageError(`${file} is not there`, 'Restore it from git', file)
    try {
      await session.script(sql)
    } catch (error) {
      throw new UsageError(
        `This file does not run on the shadow: ${error instanceof Error ? error.message : String(error)}`,
        'Correct it first; nothing was changed',
        file,
      )
    }
  }
}
