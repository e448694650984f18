// The shop that every schema edit starts from: its history deployed by the real Prisma, its tables full, and copies of it.
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import pg from 'pg'
import { recorded } from '../fixtures/prisma-generated/generate.ts'
import { type PostgresServer, query, sharedPostgres } from '../harness/postgres.ts'
import { type PrismaMajor, prismaEnvironment, runPrisma } from '../harness/prisma-cli.ts'
import { createPrismaProject, type PrismaProject } from '../harness/prisma-project.ts'

const fixtures = path.join(import.meta.dirname, '../fixtures/prisma-generated')

/** The models before the edit, and those after it where the fixtures have it. */
export const modelsBefore = readFileSync(path.join(fixtures, 'rename-column/before.prisma'), 'utf8')
export const modelsAfter = (fixture: string): string => readFileSync(path.join(fixtures, fixture, 'after.prisma'), 'utf8')
const { history } = recorded('rename-column')

/** Hundreds of rows in every table; NULLs wherever a column takes them, and every value of the enum. */
const rows = `
INSERT INTO "User" (email, name, phone, "createdAt")
  SELECT 'user' || n || '@example.com', 'Name ' || n, CASE WHEN n % 3 > 0 THEN '+1 555 ' || n END, timestamp '2025-01-01' + n * interval '1 hour'
  FROM generate_series(1, 400) n;
INSERT INTO "Category" (name) SELECT 'Category ' || n FROM generate_series(1, 200) n;
INSERT INTO "Product" (sku, title, price, "externalId")
  SELECT 'SKU-' || n, 'Title ' || n, n * 100, md5('product ' || n)::uuid FROM generate_series(1, 300) n;
INSERT INTO "Coupon" (code) SELECT 'CODE' || n FROM generate_series(1, 200) n;
INSERT INTO "Order" (status, channel, reference, quantity, "userId", "productId", "couponId", "placedAt")
  SELECT (ARRAY['PENDING', 'PAID', 'SHIPPED', 'CANCELLED']::"OrderStatus"[])[n % 4 + 1], (ARRAY['web', 'store', 'phone'])[n % 3 + 1],
    CASE WHEN n % 5 > 0 THEN md5('order ' || n)::uuid::text END, n % 7 + 1, n % 400 + 1, n % 300 + 1,
    CASE WHEN n % 4 > 0 THEN n % 200 + 1 END, timestamp '2025-02-01' + n * interval '1 minute'
  FROM generate_series(1, 600) n;
`

/** Copies of one deployed shop on one server. */
export interface Shop {
  readonly server: PostgresServer
  readonly major: PrismaMajor
  /** A database with the history and the rows; where they are in the way of an edit, `prepare` changes them. */
  full(prepare?: string): Promise<string>
  /** One with the history alone. */
  empty(): Promise<string>
  /** A project on a full database of its own, or on the one named, committed. */
  project(where?: { readonly prepare?: string | undefined; readonly databaseUrl?: string }): Promise<PrismaProject>
}

const initial = '20250101000000_init'

export async function openShop(major: PrismaMajor): Promise<Shop> {
  const server = await sharedPostgres()
  const emptyUrl = await server.createDatabase()
  const first = await createPrismaProject({ major, schema: modelsBefore, databaseUrl: emptyUrl })
  first.writeMigration(initial, history)
  const deployed = await first.deploy()
  first.dispose()
  if (deployed.code !== 0) throw new Error(`The history was not deployed:\n${deployed.stdout}\n${deployed.stderr}`)
  const fullUrl = await copyDatabase(emptyUrl)
  await query(fullUrl, rows)

  const full = async (prepare = ''): Promise<string> => {
    const url = await copyDatabase(fullUrl)
    if (prepare !== '') await query(url, prepare)
    return url
  }
  return {
    server,
    major,
    full,
    empty: () => copyDatabase(emptyUrl),
    async project({ prepare, databaseUrl } = {}) {
      const project = await createPrismaProject({
        major,
        schema: modelsBefore,
        databaseUrl: databaseUrl ?? (await full(prepare)),
      })
      project.writeMigration(initial, history)
      writeFileSync(path.join(project.directory, 'migration-planner.config.json'), config)
      await project.commit('The shop as it is deployed')
      return project
    },
  }
}

/** Production is large: what is only a matter of time on a small table has to be done the safe way. */
const million = 1_000_000
const config = JSON.stringify({ rows: { User: million, Category: million, Product: million, Coupon: million, Order: million } })

export const pendingName = '20250201000000_edit'

/** Lets a recorded migration wait in the project, with the models that it belongs to. */
export function addPending(project: PrismaProject, fixture: string, name = pendingName): void {
  project.writeSchema(modelsAfter(fixture))
  project.writeMigration(name, recorded(fixture).migration)
}

/** The server that the project's database is on, for shadows: nothing needs to be started. */
export function shadowFlags({ databaseUrl }: Pick<PrismaProject, 'databaseUrl'>): readonly string[] {
  return ['--shadow-url', new URL('/postgres', databaseUrl).href]
}

/** A database with the same content on the same server. Nobody may be connected to the first. */
export async function copyDatabase(url: string): Promise<string> {
  const copy = new URL(url)
  copy.pathname = `/copy_${randomUUID().replaceAll('-', '').slice(0, 12)}`
  const [name, template] = [copy, new URL(url)].map(({ pathname }) => pg.escapeIdentifier(pathname.slice(1)))
  const maintenance = new URL(url)
  maintenance.pathname = '/postgres'
  await query(maintenance.href, `CREATE DATABASE ${name} TEMPLATE ${template}`)
  return copy.href
}

/** The project's own Prisma, deploying to another database than the project's. */
export function deployTo(project: PrismaProject, databaseUrl: string, how: { readonly split?: boolean } = {}) {
  return runPrisma(project.major, ['migrate', 'deploy'], {
    cwd: project.directory,
    env: prismaEnvironment({ databaseUrl, ...how }),
  })
}

/** Whether the database is what the schema file says, by Prisma's own comparison. */
export async function liveDrift(project: PrismaProject): Promise<{ readonly code: number; readonly text: string }> {
  const sides =
    project.major === 7
      ? ['--from-config-datasource', '--to-schema', 'prisma/schema.prisma']
      : ['--from-schema-datasource', 'prisma/schema.prisma', '--to-schema-datamodel', 'prisma/schema.prisma']
  const { code, stdout, stderr } = await project.prisma('migrate', 'diff', '--exit-code', ...sides)
  return { code, text: stdout + stderr }
}
