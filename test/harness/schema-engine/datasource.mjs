// Finds out which database a request is about, and which Prisma major is asking.
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/**
 * The datasource block of a Prisma 6 schema. Prisma 7 keeps the URL out of the schema (P1012), so a schema
 * that names one is Prisma 6's.
 * @param {[string, string][]} files
 * @returns {{ url: string | undefined, shadowDatabaseUrl: string | undefined } | undefined}
 */
function schemaDatasource(files) {
  if (files.length === 0) return undefined
  const { get_config: getConfig } = require('@prisma/prisma-schema-wasm-6')
  const { config } = JSON.parse(getConfig(JSON.stringify({ prismaSchema: files, ignoreEnvVarErrors: true, env: process.env })))
  const source = config.datasources[0]
  if (source === undefined) return undefined
  return {
    url: resolve(source.directUrl) ?? resolve(source.url),
    shadowDatabaseUrl: resolve(source.shadowDatabaseUrl),
  }
}

function resolve(value) {
  if (!value) return undefined
  return value.value ?? process.env[value.fromEnvVar]
}

/**
 * Every schema file that a request carries: what the arguments named, what it works on, both sides of a diff.
 * @returns {[string, string][]}
 */
function schemaFiles(datamodels, params = {}) {
  const carriers = [params.schema, params.from, params.to, params.datasourceType, params.datasource]
  const carried = carriers.flatMap((carrier) => carrier?.files ?? [])
  return [...datamodels, ...carried.map((file) => [file.path, file.content])]
}

/**
 * The two databases of a request: what it names itself comes before the command line, that before the schema.
 * @returns {{ prismaMajor: 6 | 7, url: string | undefined, shadowUrl: string | undefined }}
 */
export function resolveDatasource({ datamodels, datasource }, params = {}) {
  const fromSchema = schemaDatasource(schemaFiles(datamodels, params))
  const named = [params.datasourceType, params.datasource, params.from, params.to].find((side) => side?.url)
  return {
    prismaMajor: fromSchema === undefined ? 7 : 6,
    url: named?.url ?? datasource.url ?? fromSchema?.url ?? process.env.DATABASE_URL,
    shadowUrl: params.shadowDatabaseUrl ?? datasource.shadowDatabaseUrl ?? fromSchema?.shadowDatabaseUrl,
  }
}

/** The same server, another database. */
export function withDatabase(url, database) {
  const changed = new URL(url)
  changed.pathname = `/${encodeURIComponent(database)}`
  return changed.href
}

/** The database and the schema that a URL names. */
export function namesIn(url) {
  const { pathname, searchParams } = new URL(url)
  return {
    database: decodeURIComponent(pathname.slice(1)) || 'postgres',
    schema: searchParams.get('schema') ?? 'public',
  }
}
