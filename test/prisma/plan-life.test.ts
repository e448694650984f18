// The life of a written plan on a database: status, validation, release and undo of the released part, edits, interrupted builds.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, expect, test, type TestContext } from 'vitest'
import { query } from '../harness/postgres.ts'
import type { CommandResult } from '../harness/prisma-cli.ts'
import type { PrismaProject } from '../harness/prisma-project.ts'
import { catalogDifferences, rowDifferences, stateOf } from './database-state.ts'
import { prismaSafe } from './prisma-safe.ts'
import { addPending, liveDrift, openShop, pendingName, type Shop, shadowFlags } from './shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop(7)
})

/** A project with one rewritten migration; a command that does not end with the code that is expected tells what it said. */
async function rewritten(context: TestContext, fixture: string, ...flags: readonly string[]) {
  const project = await shop.project()
  context.onTestFinished(() => project.dispose())
  addPending(project, fixture)
  const safe = async (code: number, ...argv: readonly string[]): Promise<CommandResult> => {
    const result = await prismaSafe(withPassword(project), ...argv)
    expect(result.code, `${argv.join(' ')}\n${result.stdout}\n${result.stderr}`).toBe(code)
    expect(result.stdout + result.stderr).not.toContain('topsecret')
    return result
  }
  await safe(0, 'rewrite', '--yes', ...shadowFlags(project), ...flags)
  return { project, safe, inProject: (file: string) => path.join(project.directory, file) }
}

/** The server asks for no password, so any will do; it must never come out. */
function withPassword({ directory, env }: PrismaProject): Pick<PrismaProject, 'directory' | 'env'> {
  const url = new URL(String(env['DATABASE_URL']))
  url.password = 'topsecret'
  return { directory, env: { ...env, DATABASE_URL: url.href } }
}

const rename = ['--rename', 'User.name=fullName']

test.concurrent('status and validation follow a plan to its end, and rollback brings it back from there', async (context) => {
  const { project, safe, inProject } = await rewritten(context, 'rename-column', ...rename)
  const before = await stateOf(project.databaseUrl)
  const status = async (): Promise<unknown> => JSON.parse((await safe(0, 'status', '--format', 'json')).stdout).plans[0]

  expect(await status()).toMatchObject({ migration: pendingName, phase: null, held: 1, next: 'prisma-safe migrate deploy' })
  expect((await safe(0, 'validate', '--stage', 'before')).stdout).toContain(
    '| Rows of User | written down, to compare after | 400 | recorded |',
  )

  await safe(0, 'migrate', 'deploy')
  expect(await status()).toMatchObject({ phase: 'constrain', held: 1, next: expect.stringContaining(`release ${pendingName}`) })
  const same = '| Rows of User | the same as before | 400 | OK |'
  expect((await safe(0, 'validate', '--stage', 'after')).stdout).toContain(same)
  expect(readFileSync(inProject(`migration-plans/${pendingName}/PLAN.md`), 'utf8')).toContain(same)

  expect((await safe(2, 'release')).stderr).toContain('If none does, say so: --yes')
  await safe(0, 'release', '--yes')
  await safe(0, 'migrate', 'deploy')
  expect(await status()).toMatchObject({ phase: 'contract', held: 0, next: expect.stringMatching(/^nothing/) })
  expect((await safe(2, 'release', pendingName, '--yes')).stderr).toContain('was released already')

  expect((await safe(2, 'rollback')).stderr).toContain('--yes')
  expect((await safe(0, 'rollback', '--to', 'constrain', '--yes')).stderr.match(/^Undoing/gm)).toHaveLength(1)
  await safe(0, 'rollback', '--yes')
  const undone = await stateOf(project.databaseUrl)
  expect([...catalogDifferences(before, undone), ...rowDifferences(before, undone)]).toEqual([])
  expect((await safe(0, 'rollback', '--yes')).stderr).toContain('Nothing of')
})

test.concurrent('validation fails where the data is not as it must be', async (context) => {
  const { project, safe } = await rewritten(context, 'rename-column', ...rename)
  await safe(0, 'migrate', 'deploy')
  await query(project.databaseUrl, `SET session_replication_role = replica; UPDATE "User" SET name = 'changed' WHERE id = 7`)
  expect((await safe(1, 'validate', '--stage', 'after')).stdout).toMatch(/equal in every row \| 0 \| 1 \| FAIL/)
  expect((await safe(1, 'release', '--yes')).stderr).toMatch(/expected 0, found 1\. Nothing was released/)
})

test.concurrent('verify accepts an edit whose claims hold, and refuses one whose claims do not', async (context) => {
  const { project, safe, inProject } = await rewritten(context, 'rename-column', ...rename)
  const [held] = JSON.parse(readFileSync(inProject(`migration-plans/${pendingName}/plan.json`), 'utf8')).held
  const file = inProject(held)
  const text = readFileSync(file, 'utf8')

  writeFileSync(file, text.replace('DROP COLUMN "name"', 'DROP COLUMN "phone"'))
  const failed = await safe(1, 'verify', '--format', 'json', ...shadowFlags(project))
  expect(JSON.parse(failed.stdout)).toMatchObject({ holds: false })
  expect((await safe(2, 'release', '--yes')).stderr).toContain('is not as it was written and proved')

  writeFileSync(file, `-- looked at by two people\n${text}`)
  expect((await safe(2, 'release', '--yes')).stderr).toContain('is not as it was written and proved')
  const proved = await safe(0, 'verify', ...shadowFlags(project))
  expect(proved.stderr).toContain('its claims hold, so it is accepted')
  expect(proved.stdout).toContain('✓ 4')
  await safe(0, 'migrate', 'deploy')
  await safe(0, 'release', '--yes')
})

test.concurrent('what an interrupted concurrent build left is cleaned up, and the deploy goes on', async (context) => {
  const { project, safe } = await rewritten(context, 'add-unique')
  const build = project
    .migrations()
    .map(project.migration)
    .find(({ sql }) => sql.includes('CONCURRENTLY'))
  const [, index, table, key] = /CONCURRENTLY "(\w+)" ON "(\w+)" \("(\w+)"\)/.exec(build?.sql ?? '') ?? []
  // Two equal values make the build fail at its end, where an interruption, too, leaves an invalid index.
  await query(project.databaseUrl, `CREATE TABLE kept AS SELECT id, "${key}" AS value FROM "${table}"`)
  await query(project.databaseUrl, `UPDATE "${table}" SET "${key}" = (SELECT value FROM kept WHERE id = 1) WHERE id = 2`)
  await safe(1, 'migrate', 'deploy')
  expect(await query(project.databaseUrl, `SELECT indisvalid FROM pg_index WHERE indexrelid = '"${index}"'::regclass`)).toEqual([
    { indisvalid: false },
  ])

  await query(
    project.databaseUrl,
    `UPDATE "${table}" SET "${key}" = kept.value FROM kept WHERE kept.id = "${table}".id; DROP TABLE kept`,
  )
  const { stderr } = await safe(0, 'migrate', 'deploy')
  expect(stderr).toContain(`Index ${index} is invalid: an interrupted concurrent build left it`)
  expect(stderr).toContain('did not finish last time')
  expect(await query(project.databaseUrl, `SELECT indisvalid FROM pg_index WHERE indexrelid = '"${index}"'::regclass`)).toEqual([
    { indisvalid: true },
  ])
  expect(await liveDrift(project)).toMatchObject({ code: 0 })
})

test.concurrent("arguments that we do not know go to Prisma, and Prisma's exit code comes back", async (context) => {
  const { safe } = await rewritten(context, 'add-index')
  const status = await safe(1, 'migrate', 'status')
  expect(status.stdout).toContain('have not yet been applied')
  expect(status.stdout).toContain(`${pendingName}  `)
  const refused = await safe(1, 'migrate', 'status', '--schema', 'no/such.prisma')
  expect(refused.stdout + refused.stderr).toContain('no/such.prisma')
})
