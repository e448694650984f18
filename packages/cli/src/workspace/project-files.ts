// Project: an adapter's eyes on the disk.
import { readFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type Project, UsageError } from '@migration-planner/core'
import type { Environment } from '../terminal.ts'

export function openProject(root: string, env: Environment): Project {
  return {
    root,
    env,
    read: (path) => ifThere(path, () => readFile(join(root, path), 'utf8')),
    list: async (folder) => {
      const entries = await ifThere(folder, () => readdir(join(root, folder), { withFileTypes: true }))
      return (entries ?? []).map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
    },
  }
}

async function ifThere<Content>(path: string, open: () => Promise<Content>): Promise<Content | undefined> {
  try {
    return await open()
  } catch (error) {
    const code = codeOf(error)
    if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'EISDIR') return undefined
    throw new UsageError(`${path} cannot be read (${code ?? String(error)})`, 'Give yourself the right to read it', path)
  }
}

/** A system error's code, for example `ENOENT`. */
export function codeOf(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
