// All files of a project, so that a test can say that none of them changed.
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Content by path, without what is no part of the project: installed packages and git's own files. */
export function filesOf(directory: string): Readonly<Record<string, string>> {
  const entries = readdirSync(directory, { withFileTypes: true, recursive: true })
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)))
    .filter((file) => !['node_modules', '.git'].includes(file.split(path.sep)[0] ?? ''))
  return Object.fromEntries(files.toSorted().map((file) => [file, readFileSync(path.join(directory, file), 'utf8')]))
}
