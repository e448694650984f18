// What git has staged, as a project: the index is the history that the commit will have, whatever lies in the folders.
import { realpath } from 'node:fs/promises'
import { relative, resolve, sep } from 'node:path'
import type { Found, Project } from '@migration-planner/core'
import { changedSinceStaged, indexedFiles, stagedFiles, stagedText } from './git.ts'

/** Files below the migrations' folder that the commit adds or changes; with paths, only those in them. */
export async function stagedMigrationFiles(
  root: string,
  { migrations }: Found,
  paths: readonly string[],
): Promise<ReadonlySet<string>> {
  const prefix = `${migrations.replace(/\/$/, '')}/`
  const staged = (await stagedFiles(root)).filter((file) => file.startsWith(prefix))
  if (paths.length === 0) return new Set(staged)
  const wanted = await Promise.all(paths.map((path) => pathInside(root, path)))
  return new Set(staged.filter((file) => wanted.some((path) => path === '' || file === path || file.startsWith(`${path}/`))))
}

/** The project as it is staged; `project` is asked for what the index does not decide. */
export async function stagedProject(project: Project): Promise<Project> {
  const { root } = project
  const [files, changed] = await Promise.all([indexedFiles(root), changedSinceStaged(root)])
  const folders = foldersOf(files)
  const indexed = new Set(files)
  return {
    ...project,
    // What is the same on the disk is read there: git needs a process for each file.
    read: async (path) => {
      if (!indexed.has(path)) return undefined
      return changed.has(path) ? stagedText(root, path) : project.read(path)
    },
    list: async (folder) => [...(folders.get(folder.replace(/\/$/, '')) ?? [])],
  }
}

/** What lies directly in each folder, folders with a slash at the end. */
function foldersOf(files: readonly string[]): ReadonlyMap<string, ReadonlySet<string>> {
  const folders = new Map<string, Set<string>>()
  for (const file of files) {
    const parts = file.split('/')
    for (const [depth, name] of parts.entries()) {
      const folder = parts.slice(0, depth).join('/')
      const entry = depth === parts.length - 1 ? name : `${name}/`
      const entries = folders.get(folder)
      if (entries) entries.add(entry)
      else folders.set(folder, new Set([entry]))
    }
  }
  return folders
}

/** Hook frameworks pass absolute paths, and not always by the name under which the folder was entered. */
async function pathInside(root: string, path: string): Promise<string> {
  const [from, to] = await Promise.all([root, resolve(root, path)].map(real))
  return relative(from ?? root, to ?? path)
    .split(sep)
    .join('/')
}

/** A staged file may be gone from the disk. */
async function real(path: string): Promise<string> {
  return realpath(path).catch(() => path)
}
