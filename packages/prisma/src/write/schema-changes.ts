// What the schema files have to say while steps are held, and what when they are released: then `prisma migrate dev` never sees drift.
import path from 'node:path'
import type { FileChange, Found, Plan, Project } from '@migration-planner/core'
import { schemaRootOf } from '../detect.ts'
import { readSchema } from '../detect/schema-files.ts'
import { align } from '../schema-file/align.ts'
import { differencesBetween } from '../schema-file/differences.ts'
import { earlierVersions } from '../schema-file/earlier-versions.ts'
import { fileText, type PrismaSchema, prismaSchema } from '../schema-file/prisma-schema.ts'
import { restoreLines } from '../schema-file/restore-lines.ts'
import { checkEdited } from '../schema-file/validate.ts'

const remark = '// kept until prisma-safe release'

/** The team's schema describes what the migration reaches in the end; until then it has to describe what is deployed. */
export async function heldSchemaChanges(
  plan: Plan,
  project: Project,
  found: Found,
  planFolder: string,
): Promise<readonly FileChange[]> {
  const { deployed, released } = plan.schemas
  const differences = differencesBetween(released, deployed)
  if (differences.length === 0) return []
  const root = schemaRootOf(found)
  const before = await readSchema(project, root)
  const donors = differences.some(({ kind }) => kind.startsWith('add-')) ? await earlierVersions(project.root, root) : []
  const after = align(before, released, deployed, { donors, hide: true, remark })
  checkEdited(after, before)
  const changes = changesBetween(before, after)
  return [
    ...changes,
    ...changes.map(({ path: file, before: text }) => ({ path: originalOf(planFolder, file), before: undefined, after: text })),
  ]
}

/** Back to what the team wrote, whatever else has been edited since. */
export async function releasedSchemaChanges(
  plan: Plan,
  project: Project,
  found: Found,
  planFolder: string,
): Promise<readonly FileChange[]> {
  const { deployed, released } = plan.schemas
  if (differencesBetween(deployed, released).length === 0) return []
  const held = await readSchema(project, schemaRootOf(found))
  const original = await originalSchema(project, held, planFolder)
  const aligned = align(held, deployed, released, { donors: [original], hide: false, remark })
  const after = restoreLines(aligned, original)
  checkEdited(after, held)
  return changesBetween(held, after)
}

async function originalSchema(project: Project, held: PrismaSchema, planFolder: string): Promise<PrismaSchema> {
  const files = await Promise.all(
    held.files.map(async ({ path: file, text }) => ({
      path: file,
      text: (await project.read(originalOf(planFolder, file))) ?? text,
    })),
  )
  return prismaSchema(files)
}

function originalOf(planFolder: string, file: string): string {
  return path.posix.join(
    planFolder,
    'original',
    file
      .split('/')
      .filter((part) => part !== '..')
      .join('/'),
  )
}

function changesBetween(before: PrismaSchema, after: PrismaSchema): readonly FileChange[] {
  return after.files
    .map(({ path: file, text }) => ({ path: file, before: fileText(before, file), after: text }))
    .filter((change) => change.before !== change.after)
}
