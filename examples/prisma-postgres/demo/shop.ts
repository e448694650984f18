// The shop: copies of the example project, and databases with its history and its 200,000 rows.
import { cpSync, mkdtempSync, readdirSync, readFileSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import pg from 'pg'
import { prisma, type SchemaEngine } from './commands.ts'

const example = path.dirname(import.meta.dirname)

/** The migration that nobody has deployed yet. */
export const pendingMigration = '20251117093000_grow_up'

/** How many of them the seed makes. */
export const orders = 154_000

/** A copy of the project with a database of its own. */
export interface Shop {
  readonly directory: string
  readonly databaseUrl: string
  readonly engine: SchemaEngine
}

export interface Shops {
  /** A new copy, at the state before the pending migration. */
  open(name: string): Promise<Shop>
}

/** Deploys the history with Prisma and fills the tables, once; every copy begins there, and goes when this process does. */
export async function prepareShops(serverUrl: string, engine: SchemaEngine): Promise<Shops> {
  const home = mkdtempSync(path.join(realpathSync(tmpdir()), 'migration-planner-demo-'))
  process.once('exit', () => rmSync(home, { recursive: true, force: true }))
  const template = { directory: copyProject(home, 'history'), databaseUrl: urlOf(serverUrl, 'history'), engine }
  rmSync(path.join(template.directory, 'prisma/migrations', pendingMigration), { recursive: true })
  await execute(serverUrl, 'CREATE DATABASE "history"')
  const deployed = await prisma(template, 'migrate', 'deploy')
  if (deployed.code !== 0) throw new Error(`The history does not deploy:\n${deployed.stderr}`)
  await execute(template.databaseUrl, readFileSync(path.join(example, 'seed.sql'), 'utf8'))
  return {
    async open(name) {
      await execute(serverUrl, `CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE "history"`)
      return { directory: copyProject(home, name), databaseUrl: urlOf(serverUrl, name), engine }
    },
  }
}

/** What a team has in its repository, and its node_modules. */
function copyProject(home: string, name: string): string {
  const directory = path.join(home, name)
  for (const part of ['package.json', 'prisma.config.ts', 'migration-planner.config.json', 'prisma'])
    cpSync(path.join(example, part), path.join(directory, part), { recursive: true })
  symlinkSync(path.join(example, 'node_modules'), path.join(directory, 'node_modules'), 'junction')
  return directory
}

function urlOf(serverUrl: string, database: string): string {
  const url = new URL(serverUrl)
  url.pathname = database
  return url.href
}

/** Runs SQL on a connection of its own; the rows are the last statement's. */
export async function execute<Row extends pg.QueryResultRow>(url: string, sql: string): Promise<readonly Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const result = await client.query<Row>(sql)
    return [result].flat().at(-1)?.rows ?? []
  } finally {
    await client.end()
  }
}

/** Paths below a folder, in the order in which a person would list them. */
export function filesIn(directory: string): readonly string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(directory, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
    .toSorted()
}
