// The example: its history and pending migration are what Prisma makes of its schema, and what we make of it is committed beside it.
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { query } from '../harness/postgres.ts'
import { prismaSafe } from '../prisma/prisma-safe.ts'
import { exampleFolder, type ExampleProject, filesBelow, openExample, pendingMigration } from './example-project.ts'

const expected = path.join(exampleFolder, 'expected')
const decisions = ['--rename', 'User.name=fullName', '--fill', "User.country='DE'"]

let example: ExampleProject
beforeAll(async () => {
  example = await openExample()
})
afterAll(() => example.dispose())

test('the history and the pending migration lead to the schema', async () => {
  const diff = ['migrate', 'diff', '--from-migrations', 'prisma/migrations', '--to-schema', 'prisma/schema.prisma']
  expect(await example.prisma(...diff, '--exit-code')).toMatchObject({ code: 0 })
})

test('the seed fills the shop with 200,000 rows', async () => {
  await query(example.databaseUrl, readFileSync(path.join(exampleFolder, 'seed.sql'), 'utf8'))
  const config: { readonly rows: Readonly<Record<string, number>> } = JSON.parse(
    readFileSync(path.join(exampleFolder, 'migration-planner.config.json'), 'utf8'),
  )
  const counts = Object.keys(config.rows).map((table) => `SELECT '${table}' AS name, count(*)::int AS rows FROM "${table}"`)
  const found = await query<{ name: string; rows: number }>(example.databaseUrl, counts.join(' UNION ALL '))
  expect(Object.fromEntries(found.map(({ name, rows }) => [name, rows]))).toEqual(config.rows)
  expect(found.reduce((sum, { rows }) => sum + rows, 0)).toBe(200_000)
})

test('the plan and the files that we make of it are those in expected/', async () => {
  const before = filesBelow(example.directory)
  const { code, stdout, stderr } = await prismaSafe(example, 'rewrite', ...decisions, '--yes')
  expect(code, `${stdout}\n${stderr}`).toBe(0)
  const after = filesBelow(example.directory)
  const changed = [...after].filter(([file, text]) => before.get(file) !== text)
  for (const [file, text] of changed) await expect(text).toMatchFileSnapshot(path.join(expected, file))
  expect([...filesBelow(expected).keys()]).toEqual(changed.map(([file]) => file))
  expect(existsSync(path.join(example.directory, 'prisma/migrations', pendingMigration))).toBe(false)
})
