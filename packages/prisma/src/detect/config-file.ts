// Finds and runs prisma.config.*, the way Prisma does; only where there is one, because it is the team's own code.
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { type Project, UsageError } from '@migration-planner/core'

/** What a Prisma config says, as far as migrations are concerned; paths are relative to the project's root. */
export interface PrismaConfig {
  readonly file: string
  readonly schema?: string
  readonly migrations?: string
  readonly databaseUrl?: string
}

const extensions = ['js', 'ts', 'mjs', 'cjs', 'mts', 'cts']
const candidates: readonly string[] = [
  ...extensions.map((extension) => `prisma7.config.${extension}`),
  ...extensions.map((extension) => `.config/prisma7.${extension}`),
  ...['prisma.config', '.config/prisma', '.config/prisma.config'].flatMap((name) => [
    ...extensions.map((extension) => `${name}.${extension}`),
    ...extensions.map((extension) => `${name}/index.${extension}`),
  ]),
]

/** Undefined where the project has no config file. */
export async function readConfig(project: Project): Promise<PrismaConfig | undefined> {
  const file = await findConfig(project)
  if (file === undefined) return undefined
  const config = await load(project, file)
  const schema = textAt(config, 'schema')
  const migrations = textAt(config, 'migrations', 'path')
  const databaseUrl = textAt(config, 'datasource', 'url')
  return {
    file,
    ...(schema === undefined ? {} : { schema: relativeToRoot(project, file, schema) }),
    ...(migrations === undefined ? {} : { migrations: relativeToRoot(project, file, migrations) }),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
  }
}

// Lists folders instead of trying eighty names: three questions to the file system.
async function findConfig(project: Project): Promise<string | undefined> {
  const listings = new Map<string, readonly string[]>()
  for (const folder of ['.', '.config']) listings.set(folder, await project.list(folder))
  for (const candidate of candidates) {
    const folder = path.posix.dirname(candidate)
    const parent = listings.has(folder) ? folder : path.posix.dirname(folder)
    const name = folder === parent ? path.posix.basename(candidate) : `${path.posix.basename(folder)}/`
    if (!listings.get(parent)?.includes(name)) continue
    if (folder === parent || (await project.read(candidate)) !== undefined) return candidate
  }
  return undefined
}

async function load(project: Project, file: string): Promise<unknown> {
  const absolute = path.resolve(project.root, file)
  const { createJiti } = await import('jiti')
  // Prisma's own module costs a third of a second and its env() throws where lint needs no database: these two stand in.
  const jiti = createJiti(pathToFileURL(absolute).href, {
    interopDefault: true,
    moduleCache: false,
    virtualModules: Object.fromEntries(
      ['prisma/config', '@prisma/config', '@prisma/prisma7/config'].map((name) => [name, configModule(project.env)]),
    ),
  })
  try {
    const loaded: unknown = await jiti.import(absolute, { default: true })
    if (typeof loaded === 'object' && loaded !== null) return loaded
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error)
    throw new UsageError(`${file} cannot be read: ${reason}`, 'Make `prisma validate` pass, then try again.', file)
  }
  throw new UsageError(`${file} exports no config`, 'Export the result of defineConfig() as its default.', file)
}

/** What `prisma/config` offers to a config file. */
function configModule(env: Project['env']): Readonly<Record<string, unknown>> {
  return {
    defineConfig: (config: unknown): unknown => config,
    env: (name: string): string => (env ?? process.env)[name] ?? '',
  }
}

/** A text under keys; an empty one counts as none. */
function textAt(value: unknown, ...keys: readonly string[]): string | undefined {
  const found = keys.reduce<unknown>((current, key) => (isRecord(current) ? current[key] : undefined), value)
  return typeof found === 'string' && found !== '' ? found : undefined
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function relativeToRoot(project: Project, file: string, target: string): string {
  const absolute = path.resolve(project.root, path.dirname(file), target)
  return path.relative(project.root, absolute).split(path.sep).join('/') || '.'
}
