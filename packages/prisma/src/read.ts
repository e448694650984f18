// read(): every migration of the project, in the order in which Prisma runs them.
import path from 'node:path'
import { type Found, type Migration, type Project, type SourceText, UsageError } from '@migration-planner/core'
import { byName } from './name.ts'

/** Every folder directly under the migrations' folder is a migration, hidden ones too: Prisma sees it so. */
export async function read(project: Project, found: Found): Promise<readonly Migration[]> {
  const folders = await migrationFolders(project, found.migrations)
  return Promise.all(folders.map(async (name) => readFolder(project, path.posix.join(found.migrations, name))))
}

export async function migrationFolders(project: Project, migrations: string): Promise<readonly string[]> {
  const names = await project.list(migrations)
  return names
    .filter((name) => name.endsWith('/'))
    .map((name) => name.slice(0, -1))
    .toSorted(byName)
}

/** A file by itself. Until 7.3 Prisma sends all of it in one go, which PostgreSQL runs as one transaction. */
export function readFile(source: SourceText): Migration {
  const folder = path.posix.basename(path.posix.dirname(source.path))
  const id = path.posix.basename(source.path) === 'migration.sql' && folder !== '.' ? folder : source.path
  return { id, source, transaction: 'file', gaps: [] }
}

async function readFolder(project: Project, folder: string): Promise<Migration> {
  const file = path.posix.join(folder, 'migration.sql')
  const text = await project.read(file)
  if (text !== undefined) return readFile({ path: file, text })
  const files = await project.list(folder)
  if (files.includes('ops.json') || files.includes('migration.ts')) {
    throw new UsageError(
      `${folder} is a migration of Prisma 8, which is not supported yet`,
      'Migrations of Prisma 5, 6 and 7 (migration.sql) are.',
      folder,
    )
  }
  throw new UsageError(
    `${folder} has no migration.sql`,
    'Remove the folder, or bring its migration.sql back: Prisma, too, stops at it (P3015).',
    folder,
  )
}
