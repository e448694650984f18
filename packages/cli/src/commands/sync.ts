// `sync`: on a developer's own database, where the original already ran: proves what its schema is, then corrects the tool's record.
import {
  type AppliedMigration,
  type Difference,
  type LiveEngine,
  type Session,
  type TableName,
  UsageError,
} from '@migration-planner/core'
import type { Context, Outcome } from '../context.ts'
import { choosePlans, type PlanRecord } from '../plans/folder.ts'
import { type Reached, schemasReached } from '../plans/reached.ts'
import { onDatabase, targetUrl } from '../workspace/live.ts'
import { openWorkspace, type Workspace } from '../workspace/open.ts'

export interface SyncOptions {
  readonly plans: readonly string[]
  readonly yes?: boolean
}

/** A database that is being corrected. */
interface Target {
  readonly context: Context
  readonly workspace: Workspace
  readonly session: Session
  readonly live: LiveEngine
  readonly applied: readonly AppliedMigration[]
  readonly yes: boolean
}

export async function sync(context: Context, options: SyncOptions): Promise<Outcome> {
  const workspace = await openWorkspace(context)
  const { adapter, migrations, found } = workspace
  const chosen = await choosePlans(workspace, options.plans)
  return onDatabase(targetUrl(context, workspace), async (session, live) => {
    const applied = (await adapter.applied(session.query, migrations, found)) ?? []
    const target: Target = { context, workspace, session, live, applied, yes: options.yes === true }
    const records = chosen.filter((record) => ranOriginal(target, record, options.plans.length > 0))
    if (records.length === 0) {
      context.terminal.note('No original of a plan ran on this database: there is nothing to correct')
      return 0
    }
    return syncAll(target, records)
  })
}

/** Whether the original ran here, and none of what replaces it: anything else is no database for this command. */
function ranOriginal({ applied, context }: Target, { plan, written }: PlanRecord, named: boolean): boolean {
  const ran = (id: string): boolean => applied.some((migration) => migration.id === id && migration.state === 'applied')
  const original = ran(plan.migration)
  const replaced = written.find(({ id }) => ran(id))
  if (original && replaced) {
    throw new UsageError(
      `Both ${plan.migration} and ${replaced.id}, which takes its place, ran on this database`,
      'Nothing was changed: this database needs a look by a person',
    )
  }
  if (!original && named)
    throw new UsageError(
      `${plan.migration} did not run on this database`,
      `Deploy to it instead: nothing was changed (${context.binary} status says how far it is)`,
    )
  return original
}

async function syncAll(target: Target, records: readonly PlanRecord[]): Promise<Outcome> {
  const { context, workspace, live, session, applied } = target
  const { terminal } = context
  const reached = await schemasReached(context, workspace, records, applied)
  const now = await live.snapshot(session, ownTables(workspace))
  const atDeployed = definitions(live.compare(reached.deployed, now))
  if (atDeployed.length === 0) return correct(target, records)
  const atReleased = reached.released ? definitions(live.compare(reached.released, now)) : atDeployed
  if (atReleased.length > 0) {
    terminal.warn('The schema of this database is not what the plan reaches; nothing was changed:')
    for (const difference of atReleased.slice(0, 10)) terminal.warn(`  ${differenceText(difference)}`)
    return 1
  }
  return stepBack(target, records, reached)
}

/** The original did at once what the plan holds back: the held steps are undone first, so that the schema is where the files are. */
async function stepBack(target: Target, records: readonly PlanRecord[], reached: Reached): Promise<Outcome> {
  const { context, workspace, live, session } = target
  const held = records.toReversed().flatMap(({ written }) => written.filter((step) => step.held).toReversed())
  context.terminal.note('The original also did what the plan holds back. To be where the files are, this database undoes:')
  for (const { id } of held) context.terminal.note(`  ${id}`)
  if (!(await isMeant(target, 'Undo these steps here, and correct the record?'))) return 1
  for (const { downFile } of held) {
    const sql = await workspace.project.read(downFile)
    if (sql === undefined) throw new UsageError(`${downFile} is not there`, 'Restore it from git', downFile)
    await session.script(sql)
  }
  const left = definitions(live.compare(reached.deployed, await live.snapshot(session, ownTables(workspace))))
  if (left.length === 0) return correct({ ...target, yes: true }, records)
  context.terminal.warn('The held steps were undone, but the schema is not where the files are; the record was not changed:')
  for (const difference of left.slice(0, 10)) context.terminal.warn(`  ${differenceText(difference)}`)
  return 1
}

async function correct(target: Target, records: readonly PlanRecord[]): Promise<Outcome> {
  const { context, workspace, session } = target
  const { adapter, migrations } = workspace
  if (!adapter.forget || !adapter.record)
    throw new UsageError(`${adapter.title}'s record cannot be corrected by this program`, 'Correct it with the tool')
  const ids = records.map(({ plan }) => plan.migration)
  if (!(await isMeant(target, `Replace ${ids.join(', ')} in ${adapter.title}'s record by the files that take its place?`)))
    return 1
  const written = new Set(records.flatMap((record) => record.written.filter(({ held }) => !held).map(({ id }) => id)))
  await session.query('BEGIN')
  try {
    await adapter.forget(session.query, ids)
    await adapter.record(
      session.query,
      migrations.filter(({ id }) => written.has(id)),
    )
    await session.query('COMMIT')
  } catch (error) {
    await session.query('ROLLBACK')
    throw error
  }
  context.terminal.note(`${adapter.title}'s record is corrected; the schema is the one that the files make.`)
  return 0
}

async function isMeant({ context, yes }: Target, question: string): Promise<boolean> {
  if (yes) return true
  if (!context.terminal.interactive)
    throw new UsageError('sync would change this database, and there is no terminal to ask at', 'Say --yes')
  const { askYesNo } = await import('../output/ask.ts')
  return askYesNo(question)
}

/** The order of columns and the position of counters are no matter of schema. */
function definitions(differences: readonly Difference[]): readonly Difference[] {
  return differences.filter((difference) => difference.class === 'definition')
}

/** Every tool has its record on the target and none on the shadow. */
function ownTables({ adapter, found }: Workspace): readonly TableName[] {
  return adapter.ownTables?.(found) ?? []
}

function differenceText({ object, property, one, other }: Difference): string {
  return `${object}, ${property}: the plan reaches ${one ?? 'none'}, here it is ${other ?? 'none'}`
}
