// Finds the schema: one file or a folder of them, where Prisma would look.
import path from 'node:path'
import { type Project, UsageError } from '@migration-planner/core'
import { type PrismaSchema, prismaSchema, type SchemaFile } from '../schema-file/prisma-schema.ts'

export interface FoundSchema {
  /** The file, or the folder that is searched. */
  readonly root: string
  readonly schema: PrismaSchema
}

const usualPlaces: readonly string[] = ['schema.prisma', 'prisma/schema.prisma']

/** The schema at the place that a config names, which must be there, or at the usual places. */
export async function findSchema(
  project: Project,
  named: { readonly path: string; readonly by: string } | undefined,
): Promise<FoundSchema | undefined> {
  if (!named) {
    for (const place of usualPlaces) {
      const text = await project.read(place)
      if (text !== undefined) return { root: place, schema: prismaSchema([{ path: place, text }]) }
    }
    return undefined
  }
  const schema = await readSchema(project, named.path)
  if (schema.files.length > 0) return { root: named.path, schema }
  throw new UsageError(
    `${named.by} names the schema ${named.path}, which is not there`,
    `Correct the path in ${named.by}, relative to that file.`,
    named.by,
  )
}

/** All `.prisma` files of a file or folder. */
export async function readSchema(project: Project, root: string): Promise<PrismaSchema> {
  if (!root.endsWith('.prisma')) return prismaSchema(await filesIn(project, root))
  const text = await project.read(root)
  return prismaSchema(text === undefined ? [] : [{ path: root, text }])
}

async function filesIn(project: Project, folder: string): Promise<readonly SchemaFile[]> {
  const names = (await project.list(folder)).toSorted((one, other) => one.localeCompare(other))
  const found = await Promise.all(
    names.map(async (name): Promise<readonly SchemaFile[]> => {
      const place = path.posix.join(folder, name)
      if (name.endsWith('/'))
        return name === 'node_modules/' || name === 'migrations/' ? [] : filesIn(project, place.slice(0, -1))
      const text = name.endsWith('.prisma') ? await project.read(place) : undefined
      return text === undefined ? [] : [{ path: place, text }]
    }),
  )
  return found.flat()
}
