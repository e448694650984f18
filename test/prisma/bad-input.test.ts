// What cannot be worked on: one clear message each, exit code 2, and not a file or a row changed.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, expect, test, vi, type TestContext } from 'vitest'
import { query } from '../harness/postgres.ts'
import type { PrismaProject } from '../harness/prisma-project.ts'
import { catalogDifferences, rowDifferences, stateOf } from './database-state.ts'
import { filesOf } from './project-files.ts'
import { prismaSafe, type SafeProject } from './prisma-safe.ts'
import { addPending, openShop, pendingName, type Shop, shadowFlags } from './shop.ts'

// The machine may be busy with other files of tests.
vi.setConfig({ testTimeout: 300_000 })

let shop: Shop
beforeAll(async () => {
  shop = await openShop(7)
})

async function pendingProject({ onTestFinished }: TestContext, fixture = 'add-index'): Promise<PrismaProject> {
  const project = await shop.project()
  onTestFinished(() => project.dispose())
  addPending(project, fixture)
  return project
}

/** A folder without a database behind it. */
function folder({ onTestFinished }: TestContext, files: Readonly<Record<string, string>>): SafeProject {
  const directory = mkdtempSync(path.join(tmpdir(), 'migration-planner-bad-input-'))
  onTestFinished(() => rmSync(directory, { recursive: true }))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(directory, name)), { recursive: true })
    writeFileSync(path.join(directory, name), text)
  }
  return { directory, env: {} }
}

/** The program refuses with one message that says all of this, and nothing is written. */
async function expectRefused(project: SafeProject, argv: readonly string[], ...said: readonly string[]): Promise<void> {
  const before = filesOf(project.directory)
  const { code, stderr } = await prismaSafe(project, ...argv)
  expect(code, stderr).toBe(2)
  expect(stderr.match(/^error: /gm), stderr).toHaveLength(1)
  for (const part of said) expect(stderr).toContain(part)
  expect(filesOf(project.directory)).toEqual(before)
}

const rewriteOf = (project: PrismaProject): readonly string[] => ['rewrite', '--yes', ...shadowFlags(project)]

const schema = (provider: string): string => `datasource db {\n  provider = "${provider}"\n}\n\nmodel User {\n  id Int @id\n}\n`

test('SQL that PostgreSQL cannot read', async (context) => {
  const project = await pendingProject(context)
  const file = 'prisma/migrations/20250203000000_broken/migration.sql'
  project.writeMigration('20250203000000_broken', 'SELECT 1;\nALTER TABLE "User" ADD COLUM nickname TEXT;\n')
  const server = await query(project.databaseUrl, 'ALTER TABLE "User" ADD COLUM nickname TEXT').then(
    String,
    ({ message }: Error) => message,
  )
  const linted = await prismaSafe(project, 'lint')
  expect(linted).toMatchObject({ code: 2, stdout: expect.stringContaining('index-build-blocks-writes') })
  await expectRefused(project, ['lint'], server, `${file}:2:`)
  await expectRefused(project, rewriteOf(project), server, `${file}:2:`, 'nothing was written')
  await expectRefused(project, ['migrate', 'deploy'], server, `${file}:2:`, 'nothing was deployed')
})

test('no Prisma project', async (context) => {
  await expectRefused(
    folder(context, { 'README.md': 'Nothing here\n' }),
    ['rewrite', '--yes'],
    'No Prisma Migrate project',
    '--cwd DIR',
  )
})

test('no migrations', async (context) => {
  const project = folder(context, { 'prisma/schema.prisma': schema('postgresql') })
  await expectRefused(project, ['lint'], 'There are no migrations in prisma/migrations')
  await expectRefused(project, ['rewrite', '--yes'], 'There are no migrations in prisma/migrations')
})

for (const [provider, title] of Object.entries({ mysql: 'MySQL', sqlite: 'SQLite', sqlserver: 'SQL Server' }))
  test(`a database that is not supported yet: ${title}`, async (context) => {
    const project = folder(context, {
      'prisma/schema.prisma': schema(provider),
      'prisma/migrations/20250101000000_init/migration.sql': 'CREATE TABLE User (id INT PRIMARY KEY);\n',
    })
    await expectRefused(project, ['lint'], title, 'not supported yet', 'Supported today: PostgreSQL')
    await expectRefused(project, ['rewrite', '--yes'], title, 'not supported yet')
  })

test('a migration folder without its file', async (context) => {
  const project = await pendingProject(context)
  mkdirSync(path.join(project.directory, 'prisma/migrations/20250203000000_empty'))
  await expectRefused(project, rewriteOf(project), '20250203000000_empty', 'migration.sql')
})

test('a plan folder that was edited by hand', async (context) => {
  const project = await pendingProject(context)
  expect(await prismaSafe(project, ...rewriteOf(project))).toMatchObject({ code: 0 })
  const plan = path.join(project.directory, 'migration-plans', pendingName, 'plan.json')
  writeFileSync(plan, readFileSync(plan, 'utf8').replace('SHARE', 'NONE'))
  const file = `migration-plans/${pendingName}/plan.json`
  for (const argv of [['status'], ['release', '--yes'], ['rollback', '--yes'], ['sync', '--yes'], ['migrate', 'deploy']])
    await expectRefused(project, argv, 'edited by hand', file)
})

test('a database that cannot be reached, whose password nobody reads', async (context) => {
  const project = await pendingProject(context)
  const url = 'postgresql://shop:secret-word@127.0.0.1:1/shop'
  const argv = [...rewriteOf(project), '--database-url', url]
  await expectRefused(project, argv, 'cannot be reached', '127.0.0.1:1')
  const { stdout, stderr } = await prismaSafe(project, ...argv, '--verbose')
  expect(stdout + stderr).not.toContain('secret-word')
})

test('a migration that was already partly applied', async (context) => {
  const project = await pendingProject(context, 'add-required-column')
  const before = await stateOf(project.databaseUrl)
  expect(await project.deploy(), 'Prisma itself fails on the rows').toMatchObject({ code: 1 })
  await expectRefused(
    project,
    [...rewriteOf(project), '--fill', `User.country='unknown'`],
    `has started ${pendingName} and not finished it`,
    'nothing was written',
  )
  const after = await stateOf(project.databaseUrl)
  expect([...catalogDifferences(before, after), ...rowDifferences(before, after)]).toEqual([])
})

test('a value that is not given', async (context) => {
  const project = await pendingProject(context, 'add-required-column')
  const before = filesOf(project.directory)
  const unanswered = await prismaSafe(project, ...rewriteOf(project))
  expect(unanswered).toMatchObject({ code: 1, stderr: expect.stringContaining('--fill') })
  expect(filesOf(project.directory)).toEqual(before)
  await expectRefused(project, [...rewriteOf(project), '--fill', 'User.country=not ( SQL'], '--fill')
})

for (const [fixture, question] of Object.entries({
  'rename-column': '--rename "User.name=fullName"',
  'rename-model': '--rename "Product.*="',
}))
  test(`a rename that nobody decided: ${fixture}`, async (context) => {
    const project = await pendingProject(context, fixture)
    const before = filesOf(project.directory)
    const unanswered = await prismaSafe(project, ...rewriteOf(project))
    expect(unanswered).toMatchObject({ code: 1, stderr: expect.stringContaining(question) })
    expect(filesOf(project.directory)).toEqual(before)
  })
