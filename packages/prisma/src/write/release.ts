// release(): moves held steps into Prisma's folder under names that sort last, and lets the schema go back to what the team wrote.
import path from 'node:path'
import type { FileChange, Found, Plan, Project, WriteOptions, WrittenPlan, WrittenStep } from '@migration-planner/core'
import { byName, checkOrder, nextSecond, releasedName, timestampAfter } from '../name.ts'
import { migrationFolders } from '../read.ts'
import { releasedSchemaChanges } from './schema-changes.ts'

/** Their old place in the order would be wrong: Prisma replays the history, and later migrations have been made since. */
export async function release(
  plan: Plan,
  written: WrittenPlan,
  project: Project,
  found: Found,
  options: WriteOptions,
): Promise<WrittenPlan> {
  const existing = await migrationFolders(project, found.migrations)
  const held = written.steps.filter((step) => step.held)
  const released = place(plan, held, existing, found, options)
  checkOrder(
    released.map(({ id }) => id),
    existing,
    [],
  )
  const moves = await Promise.all(
    held.flatMap((from, index) => {
      const to = released[index]
      return to ? [move(project, from.file, to.file), move(project, from.downFile, to.downFile)] : []
    }),
  )
  const steps = written.steps.map((step) => released.find((moved) => moved.step === step.step) ?? step)
  const schema = held.length === 0 ? [] : await releasedSchemaChanges(plan, project, found, options.planFolder)
  return { steps, changes: [...moves.flat(), ...schema] }
}

function place(
  plan: Plan,
  held: readonly WrittenStep[],
  existing: readonly string[],
  { migrations }: Found,
  { now }: WriteOptions,
): readonly WrittenStep[] {
  let timestamp = timestampAfter(now, existing.toSorted(byName))
  return held.map(({ step }) => {
    const id = releasedName(timestamp, plan.migration, plan.steps[step]?.slug ?? 'release')
    timestamp = nextSecond(timestamp)
    const folder = path.posix.join(migrations, id)
    return { step, id, file: `${folder}/migration.sql`, downFile: `${folder}/down.sql`, held: false }
  })
}

/** The text as it stands in the plan's folder: a reviewer may have added to it. Nothing where it has been moved before. */
async function move(project: Project, from: string, to: string): Promise<readonly FileChange[]> {
  const text = await project.read(from)
  if (text === undefined) return []
  return [
    { path: to, before: undefined, after: text },
    { path: from, before: text, after: undefined },
  ]
}
