// A real project in a temporary folder, and what a program sees of it.
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { FileChange, Project } from '@migration-planner/core'

export type Files = Readonly<Record<string, string>>

/** Writes the files into a new folder, which goes with the test. */
export function projectWith(files: Files, env: Project['env'] = {}): Project {
  const root = mkdtempSync(path.join(realpathSync(tmpdir()), 'prisma-safe-'))
  onTestFinished(() => rmSync(root, { recursive: true, force: true }))
  for (const [file, text] of Object.entries(files)) writeInto(root, file, text)
  return {
    root,
    env,
    read: async (file) => readOrUndefined(path.join(root, file)),
    list: async (folder) => listOrEmpty(path.join(root, folder)),
  }
}

/** Does what a written plan says, and fails where a file is not what it expects. */
export function carryOut(project: Project, changes: readonly FileChange[]): void {
  for (const { path: file, before, after } of changes) {
    const place = path.join(project.root, file)
    if (readOrUndefined(place) !== before) throw new Error(`${file} is not what the change expects`)
    if (after === undefined) rmSync(place)
    else writeInto(project.root, file, after)
  }
  removeEmptyFolders(project.root)
}

/** Every file below a folder, with its text. */
export function filesOf(project: Project, folder = '.'): Files {
  const root = path.join(project.root, folder)
  const names = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const files = names
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !file.includes(`${path.sep}.git${path.sep}`))
  return Object.fromEntries(files.toSorted().map((file) => [path.relative(project.root, file), readFileSync(file, 'utf8')]))
}

function writeInto(root: string, file: string, text: string): void {
  const place = path.join(root, file)
  mkdirSync(path.dirname(place), { recursive: true })
  writeFileSync(place, text)
}

function readOrUndefined(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return undefined
  }
}

function listOrEmpty(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
  } catch {
    return []
  }
}

function removeEmptyFolders(folder: string): void {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const place = path.join(folder, entry.name)
    if (!entry.isDirectory() || entry.name === '.git') continue
    removeEmptyFolders(place)
    if (readdirSync(place).length === 0) rmSync(place, { recursive: true })
  }
}
