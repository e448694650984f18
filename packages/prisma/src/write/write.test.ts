// From a plan to files and back to the team's schema: what is written, where, and what it says.
import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import type { Effects, Found, Plan, Project, Step } from '@migration-planner/core'
import { carryOut, type Files, filesOf, projectWith } from '../../test/disk-project.ts'
import { column, nullable, schemaOf, serial, table } from '../../test/schema-builder.ts'
import { prisma } from '../adapter.ts'

const original = '20260303120000_rename_name'
const originalSql = 'ALTER TABLE "User" DROP COLUMN "name", ADD COLUMN "fullName" TEXT;\n'
const found: Found = {
  engine: 'postgresql',
  migrations: 'prisma/migrations',
  toolVersion: 6,
  details: { schemaRoot: 'prisma/schema.prisma' },
}
const options = { planFolder: `migration-plans/${original}`, now: '20260310090000' }
const header = 'datasource db {\n  provider = "postgresql"\n  url      = env("DATABASE_URL")\n}\n\n'
const before = `${header}model User {\n  id   Int    @id @default(autoincrement())\n  /// As on the invoice.\n  name String // never empty\n}\n`
const after = `${header}model User {\n  id       Int     @id @default(autoincrement())\n  fullName String?\n}\n`

const effects: Effects = {
  locks: [],
  work: 'catalog',
  losesData: false,
  breaksRunningCode: false,
  ownTransaction: false,
  source: 'https://example.org',
}

function step(details: Partial<Step>): Step {
  return {
    phase: 'expand',
    title: 'A step',
    slug: 'a_step',
    pattern: 'A pattern',
    sql: ['SELECT 1'],
    transaction: 'own',
    effects,
    rollback: { kind: 'reversible', sql: ['SELECT 2'] },
    rollbackTransaction: 'own',
    checks: [],
    intents: [],
    ...details,
  }
}

const steps: readonly Step[] = [
  step({
    title: 'Add fullName\nbeside name',
    slug: 'add_full_name',
    sql: ['ALTER TABLE "User" ADD COLUMN "fullName" TEXT', 'SELECT 1 -- as written'],
    lockTimeoutMs: 2000,
    lockTimeoutSql: "SET LOCAL lock_timeout = '2s'",
    rollback: { kind: 'loses-data', sql: ['ALTER TABLE "User" DROP COLUMN "fullName"'], loses: 'what was written to fullName' },
  }),
  step({
    phase: 'backfill',
    title: 'Copy name',
    slug: 'backfill_full_name',
    sql: ['DO $$ BEGIN COMMIT; END $$'],
    transaction: 'none',
    rollback: { kind: 'reversible', sql: [] },
  }),
  step({
    phase: 'constrain',
    title: 'Build an index',
    slug: 'index',
    sql: ['CREATE INDEX CONCURRENTLY "i" ON "User" ("fullName")'],
    transaction: 'none',
    rollback: { kind: 'reversible', sql: ['DROP INDEX CONCURRENTLY "i"'] },
    rollbackTransaction: 'none',
  }),
  step({
    phase: 'contract',
    title: 'Drop the trigger',
    slug: 'drop_sync',
    rollback: { kind: 'impossible', because: 'only a backup\nhas it' },
  }),
  step({ phase: 'contract', title: 'Drop name', slug: 'drop_name', sql: ['ALTER TABLE "User" DROP COLUMN "name"'] }),
]

const id = column('id', 'integer', serial)
const fullName = column('fullName', 'text', nullable)
const plan: Plan = {
  migration: original,
  description: '',
  engine: { name: 'postgresql', title: 'PostgreSQL', version: 18 },
  findings: [],
  classification: [],
  risk: 'high',
  steps,
  original: originalSql,
  direct: [],
  unpredictable: [],
  before: [],
  after: [],
  schemas: {
    before: schemaOf([table('User', [id, column('name', 'text')])]),
    deployed: schemaOf([table('User', [id, column('name', 'text', nullable), fullName])]),
    released: schemaOf([table('User', [id, fullName])]),
  },
}

function startedProject(more: Files = {}): Project {
  const project = projectWith({
    'prisma/schema.prisma': before,
    'prisma/migrations/20260101000000_init/migration.sql': 'CREATE TABLE "User" ();',
    'prisma/migrations/20260404000000_later/migration.sql': 'SELECT 1;',
    [`prisma/migrations/${original}/migration.sql`]: originalSql,
    [`prisma/migrations/${original}/notes/why.md`]: 'Because.\n',
    ...more,
  })
  git(project, 'init', '--quiet')
  git(project, 'add', '.')
  git(project, '-c', 'user.name=T', '-c', 'user.email=t@example.org', 'commit', '--quiet', '-m', 'before')
  carryOut(project, [{ path: 'prisma/schema.prisma', before, after }])
  return project
}

function git(project: Project, ...args: readonly string[]): void {
  execFileSync('git', ['-C', project.root, ...args])
}

describe('write', () => {
  test('puts deployed steps in the original’s place, and holds the others out of Prisma’s reach', async () => {
    const project = startedProject()
    const written = await prisma.write(plan, project, found, options)
    carryOut(project, written.changes)
    expect(Object.keys(filesOf(project))).toEqual([
      `migration-plans/${original}/contract/${original}_4_drop_sync/down.sql`,
      `migration-plans/${original}/contract/${original}_4_drop_sync/migration.sql`,
      `migration-plans/${original}/contract/${original}_5_drop_name/down.sql`,
      `migration-plans/${original}/contract/${original}_5_drop_name/migration.sql`,
      `migration-plans/${original}/original/migration.sql`,
      `migration-plans/${original}/original/notes/why.md`,
      `migration-plans/${original}/original/prisma/schema.prisma`,
      'prisma/migrations/20260101000000_init/migration.sql',
      `prisma/migrations/${original}_1_add_full_name/down.sql`,
      `prisma/migrations/${original}_1_add_full_name/migration.sql`,
      `prisma/migrations/${original}_2_backfill_full_name/down.sql`,
      `prisma/migrations/${original}_2_backfill_full_name/migration.sql`,
      `prisma/migrations/${original}_3_index/down.sql`,
      `prisma/migrations/${original}_3_index/migration.sql`,
      'prisma/migrations/20260404000000_later/migration.sql',
      'prisma/schema.prisma',
    ])
    expect(filesOf(project)[`migration-plans/${original}/original/migration.sql`]).toBe(originalSql)
    expect((await prisma.read(project, found)).map((migration) => migration.id)).toEqual([
      '20260101000000_init',
      ...written.steps.filter(({ held }) => !held).map((each) => each.id),
      '20260404000000_later',
    ])
  })

  test('says what each step does, and how it is undone', async () => {
    const { steps: places, changes } = await prisma.write(plan, startedProject(), found, options)
    const texts = places.flatMap(({ file, downFile }) =>
      [file, downFile].map((path) => changes.find((change) => change.path === path)?.after),
    )
    await expect(texts.join('\n')).toMatchFileSnapshot('./__snapshots__/files.sql')
    expect(prisma.stepText(plan, 0)).toBe(texts[0])
  })

  test('keeps the old column in the schema, in the words of git', async () => {
    const { changes } = await prisma.write(plan, startedProject(), found, options)
    const schema = changes.find(({ path }) => path === 'prisma/schema.prisma')
    expect(schema?.before).toBe(after)
    expect(schema?.after).toBe(
      after.replace('  fullName', '  /// As on the invoice.\n  name String? @ignore // never empty\n  fullName'),
    )
  })

  test('refuses when the file is not what was planned', async () => {
    const project = startedProject({ [`prisma/migrations/${original}/migration.sql`]: 'SELECT 1;' })
    await expect(prisma.write(plan, project, found, options)).rejects.toThrow('is not what was planned')
  })

  test('refuses names that would not keep their place', async () => {
    const project = startedProject({ [`prisma/migrations/${original}_2_x/migration.sql`]: 'SELECT 1;' })
    await expect(prisma.write(plan, project, found, options)).rejects.toMatchObject({ name: 'UsageError' })
  })

  test('refuses two statements where only one may stand', async () => {
    const broken = { ...plan, steps: [step({ transaction: 'none', sql: ['SELECT 1', 'SELECT 2'] })] }
    await expect(prisma.write(broken, startedProject(), found, options)).rejects.toMatchObject({ name: 'Bug' })
  })
})

describe('release', () => {
  test('moves held steps to the end of the history, in their order, and gives the schema back', async () => {
    const project = startedProject({ 'prisma/migrations/20260310090000_meanwhile/migration.sql': 'SELECT 1;' })
    const written = await prisma.write(plan, project, found, options)
    carryOut(project, written.changes)
    carryOut(project, [{ path: 'prisma/migrations/20260404000000_later/migration.sql', before: 'SELECT 1;', after: undefined }])
    const held = written.steps.filter((each) => each.held).map(({ file }) => filesOf(project)[file])
    const released = await prisma.release(plan, written, project, found, options)
    carryOut(project, released.changes)
    const places = released.steps.slice(3)
    expect(places.map((place) => place.id)).toEqual([
      '20260310090001_rename_name_drop_sync',
      '20260310090002_rename_name_drop_name',
    ])
    expect(places.map(({ file }) => filesOf(project)[file])).toEqual(held)
    expect(released.steps.slice(0, 3)).toEqual(written.steps.slice(0, 3))
    expect(filesOf(project)['prisma/schema.prisma']).toBe(after)
    expect(Object.keys(filesOf(project)).filter((file) => file.includes('/contract/'))).toEqual([])
    expect((await prisma.release(plan, released, project, found, options)).changes).toEqual([])
  })
})

describe('rollbackCommands', () => {
  test('are Prisma’s own, last step first, as the major wants them', async () => {
    const written = await prisma.write(plan, startedProject(), found, options)
    const commands = prisma.rollbackCommands(plan, written, found)
    expect(commands.map(({ title }) => title)).toEqual([
      'Undo: Build an index',
      `Let Prisma forget ${original}_3_index`,
      'Undo: Copy name',
      `Let Prisma forget ${original}_2_backfill_full_name`,
      'Undo: Add fullName\nbeside name',
      `Let Prisma forget ${original}_1_add_full_name`,
    ])
    expect(commands[0]?.command.join(' ')).toBe(
      `npx prisma db execute --schema prisma/schema.prisma --file prisma/migrations/${original}_3_index/down.sql`,
    )
    const seven = prisma.rollbackCommands(plan, written, { ...found, toolVersion: 7 })
    expect(seven[1]?.command).toEqual([
      'sh',
      '-c',
      `echo 'DELETE FROM "_prisma_migrations" WHERE migration_name = '\\''${original}_3_index'\\'';' | npx prisma db execute --stdin`,
    ])
  })
})
