// write(): the files that take a migration's place: deployed steps in Prisma's folder, held ones in the plan's, and the schema that fits.
import path from 'node:path'
import {
  type FileChange,
  type Found,
  type Plan,
  type Project,
  UsageError,
  type WriteOptions,
  type WrittenPlan,
  type WrittenStep,
} from '@migration-planner/core'
import { byName, checkOrder, stepName } from '../name.ts'
import { migrationFolders } from '../read.ts'
import { heldSchemaChanges } from './schema-changes.ts'
import { downText, stepText } from './migration-text.ts'

export async function write(plan: Plan, project: Project, found: Found, options: WriteOptions): Promise<WrittenPlan> {
  const steps = placeSteps(plan, found, options)
  const existing = (await migrationFolders(project, found.migrations)).filter((name) => name !== plan.migration)
  checkOrder(
    steps.filter(({ held }) => !held).map(({ id }) => id),
    existing.filter((name) => byName(name, plan.migration) < 0),
    existing.filter((name) => byName(name, plan.migration) > 0),
  )
  const changes = [
    ...(await moveOriginal(plan, project, found, options)),
    ...steps.flatMap((step): readonly FileChange[] => [
      { path: step.file, before: undefined, after: stepText(plan, step.step) },
      { path: step.downFile, before: undefined, after: downText(plan, step.step) },
    ]),
    ...(await heldSchemaChanges(plan, project, found, options.planFolder)),
  ]
  return { steps, changes }
}

function placeSteps(plan: Plan, { migrations }: Found, { planFolder }: WriteOptions): readonly WrittenStep[] {
  return plan.steps.map((step, index) => {
    const id = stepName(plan.migration, index + 1, plan.steps.length, step.slug)
    const held = step.phase === 'contract'
    const folder = held ? path.posix.join(planFolder, 'contract', id) : path.posix.join(migrations, id)
    return { step: index, id, file: `${folder}/migration.sql`, downFile: `${folder}/down.sql`, held }
  })
}

/** Every file of the original's folder goes to the plan's: Prisma stops at a folder without a migration.sql. */
async function moveOriginal(
  plan: Plan,
  project: Project,
  found: Found,
  { planFolder }: WriteOptions,
): Promise<readonly FileChange[]> {
  const folder = path.posix.join(found.migrations, plan.migration)
  const files = await filesUnder(project, folder)
  const original = files.find(({ name }) => name === 'migration.sql')
  if (original?.text !== plan.original) {
    throw new UsageError(
      `${folder}/migration.sql is not what was planned`,
      'Plan it again: the file has changed since.',
      `${folder}/migration.sql`,
    )
  }
  return files.flatMap(({ name, text }): readonly FileChange[] => [
    { path: path.posix.join(planFolder, 'original', name), before: undefined, after: text },
    { path: path.posix.join(folder, name), before: text, after: undefined },
  ])
}

async function filesUnder(
  project: Project,
  folder: string,
  inside = '',
): Promise<readonly { readonly name: string; readonly text: string }[]> {
  const names = await project.list(path.posix.join(folder, inside))
  const found = await Promise.all(
    names.map(async (entry) => {
      const name = path.posix.join(inside, entry)
      if (entry.endsWith('/')) return filesUnder(project, folder, name.slice(0, -1))
      const text = await project.read(path.posix.join(folder, name))
      return text === undefined ? [] : [{ name, text }]
    }),
  )
  return found.flat()
}
