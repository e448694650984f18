// The README's example is run again: its migration is what Prisma writes, and its output is what the program prints.
import { existsSync, readFileSync, renameSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sharedPostgres } from '../harness/postgres.ts'
import { createPrismaProject, type PrismaProject } from '../harness/prisma-project.ts'
import { prismaSafe } from '../prisma/prisma-safe.ts'

const root = path.resolve(import.meta.dirname, '../..')
const readme = readFileSync(path.join(root, 'README.md'), 'utf8')

const migration = '20260301120000_full_name'
const user = (name: string): string => `model User {
  id Int @id @default(autoincrement())
  email String @unique
  ${name} String
}`

let project: PrismaProject
beforeAll(async () => {
  const server = await sharedPostgres()
  project = await createPrismaProject({ major: 7, schema: user('name'), databaseUrl: await server.createDatabase() })
  await createAs('20260105101500_init')
  await project.commit('As it is deployed')
  project.writeSchema(user('fullName'))
})
afterAll(() => project.dispose())

test('Prisma writes a rename so', async () => {
  expect(await createAs(migration)).toContain(block('sql'))
})

test('the program says so, and writes that', async () => {
  // Without a database, as in a pipeline: pending is what git does not have.
  const unconnected = { directory: project.directory, env: { ...project.env, DATABASE_URL: '' } }
  for (const { argv, printed } of commands(block('console'))) {
    const { stdout, stderr } = await prismaSafe(unconnected, ...argv)
    const said = `${stdout}${stderr}`.split('\n')
    expect(
      printed.filter((line) => line !== '…' && !said.includes(line)),
      `${argv.join(' ')} printed:\n${said.join('\n')}`,
    ).toEqual([])
  }
})

test('its links lead somewhere', () => {
  const targets = [...readme.matchAll(/\]\((?<target>[^)]+)\)/g)].map(({ groups }) => groups?.['target'] ?? '')
  expect(targets.length).toBeGreaterThan(5)
  expect(targets.filter((target) => !existsSync(path.join(root, target)))).toEqual([])
})

/** What Prisma writes now, under a name of the README's. */
async function createAs(name: string): Promise<string> {
  const created = await project.createOnly(name.replace(/^\d+_/, ''))
  const folder = path.join(project.directory, 'prisma/migrations')
  renameSync(path.join(folder, created.name), path.join(folder, name))
  return created.sql
}

/** The text of the fenced block in this language. */
function block(language: string): string {
  const [, rest = ''] = readme.split(`\`\`\`${language}\n`)
  return rest.slice(0, rest.indexOf('\n```'))
}

interface Command {
  readonly argv: readonly string[]
  readonly printed: readonly string[]
}

/** `$ npx prisma-safe …` and the lines below it. */
function commands(text: string): readonly Command[] {
  return text
    .split('$ npx prisma-safe ')
    .slice(1)
    .map((part) => {
      const [line = '', ...printed] = part.trimEnd().split('\n')
      return { argv: line.split(' '), printed }
    })
}
