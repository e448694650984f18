// Shows that the harness is the real thing: what the product's tests see is what Prisma and PostgreSQL do.
import { describe, expect, test, type TestContext } from 'vitest'
import { query, sharedPostgres, startPostgres } from './postgres.ts'
import type { PrismaMajor } from './prisma-cli.ts'
import { createPrismaProject, type PrismaProject } from './prisma-project.ts'

const USERS = `
model User {
  id    Int     @id @default(autoincrement())
  email String
  name  String?
}
`
const CREATE_USERS = `-- CreateTable
CREATE TABLE "User" (
    "id" SERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT,

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);
`

async function projectWithUsers(major: PrismaMajor, { onTestFinished }: TestContext): Promise<PrismaProject> {
  const server = await sharedPostgres()
  const databaseUrl = await server.createDatabase()
  const project = await createPrismaProject({ major, schema: USERS, databaseUrl })
  onTestFinished(async () => {
    project.dispose()
    await server.dropDatabase(databaseUrl)
  })
  project.writeMigration('20260101000000_init', CREATE_USERS)
  return project
}

const failedFiles = (project: PrismaProject) =>
  query(project.databaseUrl, 'SELECT migration_name FROM _prisma_migrations WHERE finished_at IS NULL')

const countOf = async (project: PrismaProject, table: string) =>
  (await query<{ count: number }>(project.databaseUrl, `SELECT count(*)::int AS count FROM ${table}`))[0]?.count

describe.each<PrismaMajor>([6, 7])('Prisma %i', { concurrent: true, timeout: 180_000 }, (major) => {
  test('deploys a history, and then says that all is up to date', async (context) => {
    const project = await projectWithUsers(major, context)
    expect(await project.status()).toMatchObject({ code: 1, stdout: expect.stringContaining('not yet been applied') })
    expect(await project.deploy()).toMatchObject({ code: 0, stdout: expect.stringContaining('20260101000000_init') })
    expect(await project.status()).toMatchObject({ code: 0, stdout: expect.stringContaining('up to date') })
    expect(await countOf(project, '"User"')).toBe(0)
  })

  test('writes the SQL of a schema edit, warnings and all', async (context) => {
    const project = await projectWithUsers(major, context)
    await project.deploy()
    await query(project.databaseUrl, `INSERT INTO "User" (email, name) VALUES ('a@example.com', 'A')`)
    expect(await project.drift()).toMatchObject({ code: 0 })

    project.writeSchema(USERS.replace('name  String?', 'age   Int').replace('email String', 'email String @unique'))
    expect(await project.drift()).toMatchObject({ code: 2, text: expect.stringContaining('Added column `age`') })
    const { name, sql } = await project.createOnly('age_for_name')

    expect(name).toMatch(/^\d{14}_age_for_name$/)
    expect(project.migrations()).toEqual(['20260101000000_init', name])
    expect(project.migration('age_for_name')).toEqual({ name, sql })
    expect(await project.drift()).toMatchObject({ code: 0 })
    expect(sql).toBe(`/*
  Warnings:

  - You are about to drop the column \`name\` on the \`User\` table. All the data in the column will be lost.
  - A unique constraint covering the columns \`[email]\` on the table \`User\` will be added. If there are existing duplicate values, this will fail.
  - Added the required column \`age\` to the \`User\` table without a default value. This is not possible if the table is not empty.

*/
-- AlterTable
ALTER TABLE "User" DROP COLUMN "name",
ADD COLUMN     "age" INTEGER NOT NULL;

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");
`)
  })

  test('builds an index concurrently when that is all a file does', async (context) => {
    const project = await projectWithUsers(major, context)
    const create = 'CREATE INDEX CONCURRENTLY "User_email_idx" ON "User"("email");\n'
    project.writeMigration('20260102000000_index', `-- a comment does no harm\n${create}`)
    project.writeSchema(USERS.replace(/}\s*$/, '\n  @@index([email])\n}'))
    expect(await project.deploy()).toMatchObject({ code: 0 })
    expect(await project.drift()).toMatchObject({ code: 0 })

    project.writeMigration('20260103000000_again', `SET lock_timeout = '2s';\n${create.replace('email_idx', 'idx2')}`)
    const beside = await project.deploy()
    expect(beside).toMatchObject({ code: 1, stderr: expect.stringContaining('P3018') })
    expect(beside.stderr).toContain('Database error code: 25001')
    expect(beside.stderr).toContain('CREATE INDEX CONCURRENTLY cannot run inside a transaction block')
  })

  test('stops at a file that failed until it is resolved', async (context) => {
    const project = await projectWithUsers(major, context)
    project.writeMigration('20260102000000_fails', 'INSERT INTO "User" (email) VALUES (\'a\');\nSELECT 1/0;\n')
    expect(await project.deploy()).toMatchObject({ code: 1, stderr: expect.stringContaining('division by zero') })
    expect(await countOf(project, '"User"')).toBe(0)
    expect(await failedFiles(project)).toEqual([{ migration_name: '20260102000000_fails' }])
    expect(await project.deploy()).toMatchObject({ code: 1, stderr: expect.stringContaining('P3009') })
    expect(await project.status()).toMatchObject({ code: 1 })

    project.writeMigration('20260102000000_fails', 'SELECT 1;\n')
    expect(await project.prisma('migrate', 'resolve', '--rolled-back', '20260102000000_fails')).toMatchObject({ code: 0 })
    expect(await project.deploy()).toMatchObject({ code: 0 })
  })

  test('sends each statement on its own when it splits', async (context) => {
    const project = await projectWithUsers(major, context)
    project.writeMigration(
      '20260102000000_several',
      `BEGIN; SET LOCAL lock_timeout = '2s'; INSERT INTO "User" (email) VALUES ('é;ü'); COMMIT;
DO $$ BEGIN FOR i IN 1..3 LOOP INSERT INTO "User" (email) VALUES (';'); COMMIT; END LOOP; END $$;
CREATE INDEX CONCURRENTLY "User_email_idx" ON "User"("email");\n`,
    )
    project.writeMigration('20260103000000_fails', 'INSERT INTO "User" (email) VALUES (\'stays\');\nSELECT 1/0;\n')
    expect(await project.deploy({ split: true })).toMatchObject({ code: 1, stderr: expect.stringContaining('P3018') })
    expect(await failedFiles(project)).toEqual([{ migration_name: '20260103000000_fails' }])
    const rows = await query(project.databaseUrl, 'SELECT email FROM "User" ORDER BY id')
    expect(rows.map(({ email }) => email)).toEqual(['é;ü', ';', ';', ';', 'stays'])
  })

  test('reads a database with the parts that Prisma does not model', async (context) => {
    const project = await projectWithUsers(major, context)
    project.writeMigration(
      '20260102000000_check',
      `ALTER TABLE "User" ADD CONSTRAINT "email_not_empty" CHECK ("email" <> '') NOT VALID;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;
CREATE TRIGGER "touch" BEFORE UPDATE ON "User" FOR EACH ROW EXECUTE FUNCTION touch();\n`,
    )
    expect(await project.deploy()).toMatchObject({ code: 0 })
    expect(await project.drift()).toMatchObject({ code: 0 })
    const pulled = await project.prisma('db', 'pull', '--print')
    expect(pulled).toMatchObject({ code: 0, stderr: expect.stringContaining('email_not_empty') })
  })
})

test('leaves no database behind, nor a shadow', async () => {
  const { url } = await sharedPostgres()
  const databases = await query(url, "SELECT datname FROM pg_database WHERE datname <> 'postgres' AND NOT datistemplate")
  expect(databases).toEqual([])
})

describe('PostgreSQL', () => {
  test.each([15, 16, 17, 18] as const)('%i runs, and its databases come and go', async (major) => {
    const server = await sharedPostgres(major)
    const url = await server.createDatabase('shop')
    const [row] = await query<{ major: number; name: string }>(
      url,
      `SELECT current_setting('server_version_num')::int / 10000 AS major, current_database() AS name`,
    )
    expect(row).toEqual({ major, name: 'shop' })
    await server.dropDatabase(url)
    await expect(query(url, 'SELECT 1')).rejects.toThrow('"shop" does not exist')
  })

  test('stops when it is told to', async () => {
    const { url, stop } = await startPostgres()
    await query(url, 'SELECT 1')
    await stop()
    await expect(query(url, 'SELECT 1')).rejects.toThrow('ECONNREFUSED')
  })
})
