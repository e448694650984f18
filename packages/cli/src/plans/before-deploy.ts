// Before a deploy: what an earlier one left half done is cleaned up, and released steps meet their gate on the target itself.
import { type DropIndex, type Session, siblingName, tableIn } from '@migration-planner/core'
import { gateChecks } from '../commands/release.ts'
import { baselineOf } from '../commands/validate.ts'
import type { Context } from '../context.ts'
import { onDatabase } from '../workspace/live.ts'
import type { Workspace } from '../workspace/open.ts'
import type { Pending } from '../workspace/pending.ts'
import { askChecks, failures } from './ask-checks.ts'
import type { PlanRecord } from './folder.ts'

/** Why released steps may not run on this database yet; undefined where they may, or none is pending. */
export async function contractRefusal(
  url: string,
  workspace: Workspace,
  plans: readonly PlanRecord[],
  { ids }: Pending,
): Promise<string | undefined> {
  const released = plans.filter((record) => isAboutToContract(record, ids))
  if (released.length === 0) return undefined
  return onDatabase(url, async (session) => {
    for (const record of released) {
      const [failed] = failures(await askChecks(session.query, gateChecks(record), baselineOf(record)))
      if (failed) return `${record.plan.migration}: ${failed.title}: expected ${failed.expected}, found ${failed.actual}`
    }
    return undefined
  })
}

/** Its contract steps are pending, and all that comes before them is not: then the checks must hold now. */
function isAboutToContract({ plan, written }: PlanRecord, pending: ReadonlySet<string>): boolean {
  const isPending = (contract: boolean): boolean =>
    written.some(({ step, id, held }) => !held && pending.has(id) && (plan.steps[step]?.phase === 'contract') === contract)
  return isPending(true) && !isPending(false)
}

/** Drops invalid indexes of interrupted concurrent builds, and lets the tool try our failed steps again: they are made to be run twice. */
export async function repair(
  context: Context,
  url: string,
  workspace: Workspace,
  plans: readonly PlanRecord[],
  pending: Pending,
): Promise<void> {
  await onDatabase(url, async (session) => {
    await dropInvalidIndexes(context, workspace, session, pending)
    await retryFailed(context, workspace, session, plans, pending)
  })
}

async function dropInvalidIndexes(
  context: Context,
  { engine, migrations }: Workspace,
  session: Session,
  { ids, target }: Pending,
): Promise<void> {
  if (!target) return
  const version = { major: target.major, known: true }
  const operations = migrations
    .filter(({ id }) => ids.has(id))
    .flatMap(({ source }) => engine.read(source).statements.flatMap(({ parts }) => parts.map(({ operation }) => operation)))
  for (const operation of operations) {
    if (operation.kind !== 'add-index' || !operation.concurrently) continue
    const { table, index } = operation
    if (tableIn(target.schema, table)?.indexes.some(({ name }) => name === index.name) !== true) continue
    const check = engine.writeCheck(
      { title: '', question: { kind: 'index-valid', table, index: index.name }, expected: 1 },
      version,
    )
    const [answer] = await askChecks(session.query, [check], new Map())
    if (answer?.status === 'OK') continue
    context.terminal.warn(
      `Index ${index.name} is invalid: an interrupted concurrent build left it. Dropping it before the build is tried again.`,
    )
    const drop: DropIndex = {
      kind: 'drop-index',
      index: siblingName(table, index.name),
      concurrently: true,
      ifExists: true,
      cascade: false,
    }
    for (const sql of engine.write(drop, target.schema, version)) await session.query(sql)
  }
}

async function retryFailed(
  context: Context,
  { adapter }: Workspace,
  session: Session,
  plans: readonly PlanRecord[],
  { target }: Pending,
): Promise<void> {
  const own = new Set(plans.flatMap(({ written }) => written.filter(({ held }) => !held).map(({ id }) => id)))
  const failed = (target?.applied ?? []).filter(({ id, state }) => state === 'failed' && own.has(id)).map(({ id }) => id)
  if (failed.length === 0 || !adapter.forget) return
  for (const id of failed)
    context.terminal.warn(`${id} did not finish last time; it is made to be run again, so ${adapter.title} forgets the attempt.`)
  await adapter.forget(session.query, failed)
}
