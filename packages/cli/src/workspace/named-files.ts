// Files that were named on the command line, among the project's migrations or without any project.
import { existsSync, statSync } from 'node:fs'
import { readFile, readdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { type Adapter, type Migration, UsageError } from '@migration-planner/core'
import { toProjectPath } from './open.ts'

export interface NamedMigrations {
  /** The history with the named files in it. */
  readonly migrations: readonly Migration[]
  readonly ids: ReadonlySet<string>
}

/** The migrations behind some paths; a folder stands for all that is in it. */
export async function namedMigrations(
  cwd: string,
  adapter: Adapter,
  history: readonly Migration[],
  paths: readonly string[],
): Promise<NamedMigrations> {
  const files = (await Promise.all(paths.map((path) => filesUnder(cwd, path, history)))).flat()
  const known = new Set(history.map(({ source }) => source.path))
  const strangers = await Promise.all(
    [...new Set(files)]
      .filter((path) => !known.has(path))
      .map(async (path) => adapter.readFile({ path, text: await readFile(resolve(cwd, path), 'utf8') })),
  )
  const wanted = new Set(files)
  const migrations = [...history, ...distinct(strangers, history)]
  return { migrations, ids: new Set(migrations.filter(({ source }) => wanted.has(source.path)).map(({ id }) => id)) }
}

async function filesUnder(cwd: string, path: string, history: readonly Migration[]): Promise<readonly string[]> {
  const full = resolve(cwd, path)
  if (!existsSync(full)) throw new UsageError(`${path} is not there`, 'Correct the path')
  const inProject = toProjectPath(cwd, path)
  if (!statSync(full).isDirectory()) return [inProject]
  const prefix = inProject === '' ? '' : `${inProject}/`
  const ofHistory = history.map(({ source }) => source.path).filter((file) => file.startsWith(prefix))
  if (ofHistory.length > 0) return ofHistory
  const entries = await readdir(full, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => toProjectPath(cwd, join(entry.parentPath, entry.name)))
  const found = files.filter((file) => isMigrationFile(file) && !file.includes('node_modules/')).toSorted()
  if (found.length > 0) return found
  throw new UsageError(`There is no SQL file in ${path}`, 'Name a migration file, or a folder of them')
}

/** Undo files beside a migration are no migrations. */
function isMigrationFile(path: string): boolean {
  return path.endsWith('.sql') && !path.endsWith('down.sql')
}

/** Files of the same name in different folders keep apart by their paths. */
function distinct(strangers: readonly Migration[], history: readonly Migration[]): readonly Migration[] {
  const taken = new Set(history.map(({ id }) => id))
  return strangers.map((migration) => {
    const id = taken.has(migration.id) ? migration.source.path : migration.id
    taken.add(id)
    return { ...migration, id }
  })
}
