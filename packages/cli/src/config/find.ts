// Where a project's config is: from the working directory upward, the first that there is.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { UsageError } from '@migration-planner/core'

const baseName = 'migration-planner.config'
const extensions = ['ts', 'mts', 'js', 'mjs', 'json'] as const

export type ConfigKind = 'code' | 'json' | 'package.json' | 'pyproject.toml'

export interface FoundConfig {
  readonly path: string
  readonly kind: ConfigKind
}

/** The file that holds the config; undefined where the project has none. */
export async function findConfig(from: string): Promise<FoundConfig | undefined> {
  for (let folder = from; ; folder = dirname(folder)) {
    const found = (await configIn(folder)) ?? undefined
    if (found || dirname(folder) === folder) return found
  }
}

/** What `--config` named. */
export function namedConfig(path: string): FoundConfig {
  if (!existsSync(path)) throw new UsageError(`The config file ${path} is not there`, 'Correct --config, or leave it away')
  if (path.endsWith('package.json')) return { path, kind: 'package.json' }
  if (path.endsWith('.toml')) return { path, kind: 'pyproject.toml' }
  return { path, kind: path.endsWith('.json') ? 'json' : 'code' }
}

async function configIn(folder: string): Promise<FoundConfig | undefined> {
  const extension = extensions.find((candidate) => existsSync(join(folder, `${baseName}.${candidate}`)))
  if (extension) return { path: join(folder, `${baseName}.${extension}`), kind: extension === 'json' ? 'json' : 'code' }
  for (const [kind, mark] of [
    ['package.json', '"migrationPlanner"'],
    ['pyproject.toml', '[tool.migration-planner'],
  ] as const) {
    const path = join(folder, kind)
    if (existsSync(path) && (await readFile(path, 'utf8')).includes(mark)) return { path, kind }
  }
  return undefined
}
