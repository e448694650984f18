// `release`: moves a plan's held steps into the tool's reach, after the data says that they may run and a person that nobody needs what they drop.
import { heldSteps, UsageError } from '@migration-planner/core'
import type { Context, Outcome } from '../context.ts'
import { mergeChanges, overlay } from '../files/overlay.ts'
import { writeChanges } from '../files/write-changes.ts'
import { askChecks, failures } from '../plans/ask-checks.ts'
import { checksumsOf, choosePlan, editedFiles, folderChanges, type PlanRecord } from '../plans/folder.ts'
import { deployCommand, planFolderOf, timestamp } from '../plans/document.ts'
import { stepStates } from '../plans/state.ts'
import { onDatabase } from '../workspace/live.ts'
import { openWorkspace, type Workspace } from '../workspace/open.ts'
import { databaseUrlOf } from '../workspace/database-url.ts'
import { baselineOf } from './validate.ts'

export interface ReleaseOptions {
  readonly plan: string | undefined
  readonly yes?: boolean
}

export async function release(context: Context, options: ReleaseOptions): Promise<Outcome> {
  const workspace = await openWorkspace(context)
  const record = await choosePlan(workspace, options.plan, isHeld, 'has held steps')
  if (!isHeld(record)) throw new UsageError(nothingHeld(record), `See \`${context.binary} status\``)
  await assertUnedited(context, workspace, record)
  const refusal = await gate(context, workspace, record)
  if (refusal !== undefined) {
    context.terminal.warn(`${refusal}. Nothing was released.`)
    return 1
  }
  if (!(await nobodyNeedsIt(context, record, options.yes === true))) return 1
  const ids = await moveHeldSteps(context, workspace, record)
  context.terminal.note(`Released ${record.plan.migration}:`)
  for (const id of ids) context.terminal.note(`  ${id}`)
  context.terminal.note(`Commit the files; the next \`${deployCommand(context, workspace)}\` runs them.`)
  return 0
}

export function isHeld({ written }: PlanRecord): boolean {
  return written.some(({ held }) => held)
}

function nothingHeld({ plan, released }: PlanRecord): string {
  return released === undefined ? `${plan.migration} holds nothing back` : `${plan.migration} was released already`
}

/** What lies in the folder is what was proved, or it does not run. */
export async function assertUnedited(context: Context, workspace: Workspace, record: PlanRecord): Promise<void> {
  const [edited] = await editedFiles(workspace, record)
  if (edited === undefined) return
  throw new UsageError(
    `${edited} is not as it was written and proved`,
    `Restore it from git; or, if the edit is meant, prove it: \`${context.binary} verify ${record.plan.migration}\` accepts it when its claims hold`,
    edited,
  )
}

/** Why the data says no; undefined where it says yes, or cannot be asked. */
async function gate(context: Context, workspace: Workspace, record: PlanRecord): Promise<string | undefined> {
  const url = databaseUrlOf(context, workspace)
  if (url === undefined) {
    context.terminal.warn(
      `No database URL is configured: the data was not asked. \`${deployCommand(context, workspace)}\` will ask before it runs the released steps.`,
    )
    return undefined
  }
  const { adapter, migrations, found } = workspace
  return onDatabase(url, async (session) => {
    const applied = (await adapter.applied(session.query, migrations, found)) ?? []
    const missing = stepStates(record, applied).filter(({ state }) => state === 'pending' || state === 'failed')
    if (missing[0]) return `${missing[0].written.id} is not applied there yet: deploy first`
    const [failed] = failures(await askChecks(session.query, gateChecks(record), baselineOf(record)))
    return failed && `${failed.title}: expected ${failed.expected}, found ${failed.actual}`
  })
}

/** The backfill is complete, and everything is as it must be before anything goes away. Counts that a living application changes do not gate. */
export function gateChecks({ plan }: PlanRecord): PlanRecord['plan']['after'] {
  // The checks of the steps before are about names that a swap has changed since; the plan's own are about what is there now.
  const ofSteps = heldSteps(plan).flatMap(({ checks }) => checks)
  return [...ofSteps, ...plan.after].filter(({ expected }) => typeof expected === 'number')
}

async function nobodyNeedsIt({ terminal }: Context, { plan }: PlanRecord, said: boolean): Promise<boolean> {
  const titles = heldSteps(plan).map(({ title }) => title)
  if (said) return true
  if (!terminal.interactive) {
    throw new UsageError(
      `Nobody said that no running application uses what will go: ${titles.join('; ')}`,
      'If none does, say so: --yes',
    )
  }
  const { askYesNo } = await import('../output/ask.ts')
  return askYesNo(`No running application uses what will go (${titles.join('; ')})?`)
}

async function moveHeldSteps(context: Context, workspace: Workspace, record: PlanRecord): Promise<readonly string[]> {
  const { adapter, project, found } = workspace
  const now = timestamp(context.now)
  const options = { planFolder: planFolderOf(workspace, record.plan.migration), now }
  const moved = await adapter.release(record.plan, { steps: record.written, changes: [] }, project, found, options)
  const released = moved.steps.filter(({ step }) => record.written.some((before) => before.step === step && before.held))
  const gone = new Set(record.written.filter(({ held }) => held).flatMap(({ file, downFile }) => [file, downFile]))
  const kept = Object.entries(record.checksums).filter(([path]) => !gone.has(path))
  const updated: PlanRecord = {
    ...record,
    written: moved.steps,
    checksums: { ...Object.fromEntries(kept), ...checksumsOf(released, moved.changes) },
    released: now,
  }
  const folder = await folderChanges(context, workspace, overlay(project, moved.changes), updated)
  writeChanges(workspace.root, mergeChanges([...moved.changes, ...folder]))
  return released.map(({ id }) => id)
}
