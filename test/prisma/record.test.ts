// Prisma's record on a real server, as the real CLI keeps it: what the adapter reads there, and what it corrects.
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AppliedMigration, Found, Project, Query } from '@migration-planner/core'
import { prisma } from 'prisma-safe'
import { query, sharedPostgres } from '../harness/postgres.ts'
import { createPrismaProject, type PrismaProject } from '../harness/prisma-project.ts'

let team: PrismaProject
let project: Project
let found: Found

beforeAll(async () => {
  const url = await (await sharedPostgres()).createDatabase()
  team = await createPrismaProject({ major: 7, schema: 'model A {\n  id Int @id\n}', databaseUrl: `${url}?schema=shop` })
  project = { root: team.directory, env: team.env, read, list }
  const detected = await prisma.detect(project)
  if (!detected) throw new Error('no project')
  found = detected
})
afterAll(() => team.dispose())

test('a database that Prisma never saw', async () => {
  expect(await applied()).toBeUndefined()
})

test('applied, edited since, with other line breaks, failed, not there yet', async () => {
  team.writeMigration('20260101000000_kept', 'SELECT 1;\n')
  team.writeMigration('20260102000000_edited', 'SELECT 2;\n')
  team.writeMigration('20260103000000_windows', 'SELECT 3;\nSELECT 4;\n')
  team.writeMigration('20260104000000_failed', 'SELECT 1/0;\n')
  team.writeMigration('20260105000000_pending', 'SELECT 5;\n')
  expect((await team.deploy()).code).toBe(1)
  team.writeMigration('20260102000000_edited', 'SELECT 22;\n')
  team.writeMigration('20260103000000_windows', 'SELECT 3;\r\nSELECT 4;\r\n')
  expect(await applied()).toEqual([
    { id: '20260101000000_kept', state: 'applied', unchanged: true },
    { id: '20260102000000_edited', state: 'applied', unchanged: false },
    { id: '20260103000000_windows', state: 'applied', unchanged: true },
    { id: '20260104000000_failed', state: 'failed', unchanged: true },
  ])
})

test('rolled back, and run again', async () => {
  expect((await team.prisma('migrate', 'resolve', '--rolled-back', '20260104000000_failed')).code).toBe(0)
  expect(await stateOf('20260104000000_failed')).toBe('rolled back')
  team.writeMigration('20260104000000_failed', 'SELECT 1;\n')
  expect((await team.deploy()).code).toBe(0)
  expect(await stateOf('20260104000000_failed')).toBe('applied')
  expect(await stateOf('20260105000000_pending')).toBe('applied')
})

test('forgotten migrations are pending for Prisma, recorded ones are not', async () => {
  await prisma.forget?.(ask, ['20260105000000_pending'])
  expect(await stateOf('20260105000000_pending')).toBeUndefined()
  expect((await team.status()).stdout).toContain('20260105000000_pending')
  const migrations = await prisma.read(project, found)
  await prisma.record?.(
    ask,
    migrations.filter(({ id }) => id === '20260105000000_pending'),
  )
  expect(await applied()).toContainEqual({ id: '20260105000000_pending', state: 'applied', unchanged: true })
  expect((await team.status()).code).toBe(0)
})

async function applied(): Promise<readonly AppliedMigration[] | undefined> {
  return prisma.applied(ask, await prisma.read(project, found), found)
}

async function stateOf(id: string): Promise<AppliedMigration['state'] | undefined> {
  return (await applied())?.find((migration) => migration.id === id)?.state
}

const ask: Query = (sql, parameters) => query(team.databaseUrl, sql, parameters)

async function read(file: string): Promise<string | undefined> {
  const place = path.join(team.directory, file)
  return existsSync(place) ? readFileSync(place, 'utf8') : undefined
}

async function list(folder: string): Promise<readonly string[]> {
  const place = path.join(team.directory, folder)
  if (!existsSync(place)) return []
  return readdirSync(place, { withFileTypes: true }).map((entry) => (entry.isDirectory() ? `${entry.name}/` : entry.name))
}
