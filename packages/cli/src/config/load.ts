// Reads a project's config, whichever of its forms it has.
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Config, UsageError } from '@migration-planner/core'
import { type FoundConfig, findConfig, namedConfig } from './find.ts'

// A config imports `defineConfig` from core, which the project itself may not have installed: it gets ours.
const core = '@migration-planner/core'

export interface LoadedConfig {
  readonly config: Config
  /** The file; undefined where there is none and every setting is the default. */
  readonly file?: string
}

export async function loadConfig(cwd: string, named: string | undefined): Promise<LoadedConfig> {
  const found = named === undefined ? await findConfig(cwd) : namedConfig(resolve(cwd, named))
  if (!found) return { config: {} }
  const value = await read(found)
  if (value === undefined) return { config: {} }
  const { checkConfig } = await import('./schema.ts')
  const config = checkConfig(value, found.path)
  if (typeof config.downtime === 'object') {
    throw new UsageError(
      'Config key "downtime": a downtime window is not supported yet',
      "Remove the key, or say 'zero': plans need no downtime",
      found.path,
    )
  }
  return {
    config: { ...config, ...(config.stats === undefined ? {} : { stats: resolve(dirname(found.path), config.stats) }) },
    file: found.path,
  }
}

async function read(found: FoundConfig): Promise<unknown> {
  try {
    return await readers[found.kind](found.path)
  } catch (error) {
    if (error instanceof UsageError) throw error
    const message = error instanceof Error ? error.message : String(error)
    throw new UsageError(`The config file cannot be read: ${message}`, 'Correct the file', found.path)
  }
}

const readers: Readonly<Record<FoundConfig['kind'], (path: string) => Promise<unknown>>> = {
  json: async (path) => JSON.parse(await readFile(path, 'utf8')),
  'package.json': async (path) => keyOf(JSON.parse(await readFile(path, 'utf8')), 'migrationPlanner'),
  'pyproject.toml': async (path) => {
    const { parse } = await import('smol-toml')
    return keyOf(keyOf(parse(await readFile(path, 'utf8')), 'tool'), 'migration-planner')
  },
  code: async (path) => {
    const { createJiti } = await import('jiti')
    const exported: unknown = await createJiti(path, { alias: { [core]: fileURLToPath(import.meta.resolve(core)) } }).import(
      path,
      { default: true },
    )
    if (typeof exported === 'object' && exported !== null) return exported
    throw new UsageError('The config file exports no config', 'Write: export default defineConfig({ … })', path)
  },
}

function keyOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined
}
