// detect(): whether a project uses Prisma, and where its schema, migrations and database are.
import path from 'node:path'
import { type Found, type Project, UsageError } from '@migration-planner/core'
import { type PrismaConfig, readConfig } from './detect/config-file.ts'
import { readDatasource } from './detect/datasource.ts'
import { type Manifest, readManifest } from './detect/manifest.ts'
import { findSchema, type FoundSchema } from './detect/schema-files.ts'

/** Undefined where there is no Prisma schema. */
export async function detect(project: Project): Promise<Found | undefined> {
  const [config, manifest] = await Promise.all([readConfig(project), readManifest(project)])
  const schema = await findSchema(project, namedSchema(config, manifest))
  if (!schema) return undefined
  const datasource = await readDatasource(project, schema.schema)
  if (!datasource || datasource.provider === '') {
    throw new UsageError(
      `${schema.root} has no datasource with a provider`,
      'Add `datasource db { provider = "postgresql" }` to it.',
      schema.root,
    )
  }
  const databaseUrl = config?.databaseUrl ?? datasource.url
  return {
    engine: datasource.provider,
    migrations: config?.migrations ?? migrationsFolder(schema, datasource.block.path, manifest.major),
    ...(databaseUrl === undefined ? {} : { databaseUrl }),
    ...(manifest.major === undefined ? {} : { toolVersion: manifest.major }),
    details: { schemaRoot: schema.root },
  }
}

/** The schema's file or folder, as `detect` remembered it. */
export function schemaRootOf(found: Found): string {
  const root = found.details['schemaRoot']
  return typeof root === 'string' ? root : 'prisma/schema.prisma'
}

/** The schema of the database that Prisma works in: the URL's `?schema=`. */
export function databaseSchemaOf(found: Found | undefined): string {
  const url = found?.databaseUrl
  return (url !== undefined && URL.canParse(url) && new URL(url).searchParams.get('schema')) || 'public'
}

function namedSchema(
  config: PrismaConfig | undefined,
  manifest: Manifest,
): { readonly path: string; readonly by: string } | undefined {
  if (config?.schema !== undefined) return { path: config.schema, by: config.file }
  const inManifest = manifest.schema !== undefined && (manifest.major ?? 6) < 7
  return inManifest && manifest.schema !== undefined
    ? { path: path.posix.normalize(manifest.schema), by: 'package.json' }
    : undefined
}

/** Beside the file with the datasource; from Prisma 7 on at the top of the schema's folder. */
function migrationsFolder({ root }: FoundSchema, datasourceFile: string, major: number | undefined): string {
  const isFolder = !root.endsWith('.prisma')
  const folder = isFolder && (major ?? 0) >= 7 ? root : path.posix.dirname(datasourceFile)
  return path.posix.join(folder, 'migrations')
}
