// Reads package.json: where it says the schema is, and which Prisma the project uses.
import type { Project } from '@migration-planner/core'

export interface Manifest {
  /** `prisma.schema`, which Prisma 7 no longer reads. */
  readonly schema?: string
  readonly major?: number
}

export async function readManifest(project: Project): Promise<Manifest> {
  const manifest = await json(project, 'package.json')
  const schema = at(manifest, 'prisma', 'schema')
  const installed = at(await json(project, 'node_modules/prisma/package.json'), 'version')
  const wanted = ['devDependencies', 'dependencies'].map(
    (kind) => at(manifest, kind, 'prisma') ?? at(manifest, kind, '@prisma/client'),
  )
  const major = majorOf(installed) ?? majorOf(wanted.find((range) => range !== undefined))
  return { ...(typeof schema === 'string' ? { schema } : {}), ...(major === undefined ? {} : { major }) }
}

async function json(project: Project, path: string): Promise<unknown> {
  const text = await project.read(path)
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined // npm itself will complain about it
  }
}

function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((current, key) => (isRecord(current) ? current[key] : undefined), value)
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

/** The first number of a version or a range: `^6.2.0`, `>=7`, `npm:prisma@6.19.3`. */
function majorOf(range: unknown): number | undefined {
  if (typeof range !== 'string') return undefined
  const version = range.slice(range.lastIndexOf('@') + 1)
  const digits = /\d+/.exec(version)?.[0]
  return digits === undefined ? undefined : Number(digits)
}
