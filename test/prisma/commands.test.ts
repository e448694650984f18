// The commands around a rewrite, with the real Prisma beside them: the gate, rollback, sync, and several migrations in a chain.
import { beforeAll, describe, expect, test, type TestContext } from 'vitest'
import { query } from '../harness/postgres.ts'
import type { MigrationFile, PrismaProject } from '../harness/prisma-project.ts'
import { edited, shopBefore, useShop } from './application.ts'
import { catalogDifferences, rowDifferences, stateOf } from './database-state.ts'
import { filesOf } from './project-files.ts'
import { lint, prismaSafe } from './prisma-safe.ts'
import {
  addPending,
  copyDatabase,
  deployTo,
  liveDrift,
  modelsBefore,
  openShop,
  pendingName,
  type Shop,
  shadowFlags,
} from './shop.ts'

// They share two processors with each other, and each runs several commands of Prisma's.
const timeout = 300_000

let shop: Shop
beforeAll(async () => {
  shop = await openShop(7)
})

async function projectWith(fixture: string | undefined, { onTestFinished }: TestContext): Promise<PrismaProject> {
  const project = await shop.project()
  onTestFinished(() => project.dispose())
  if (fixture !== undefined) addPending(project, fixture)
  return project
}

const rewrite = (project: PrismaProject, ...flags: readonly string[]) =>
  prismaSafe(project, 'rewrite', '--yes', ...shadowFlags(project), ...flags)

const appliedOn = async (url: string) =>
  (await query<{ name: string }>(url, 'SELECT migration_name AS name FROM _prisma_migrations ORDER BY 1')).map(({ name }) => name)

describe.concurrent('migrate deploy', { timeout }, () => {
  test('refuses what is unsafe, and deploys it once it is rewritten', async (context) => {
    const project = await projectWith('add-index', context)
    const refused = await prismaSafe(project, 'migrate', 'deploy')
    expect(refused).toMatchObject({ code: 1, stdout: expect.stringContaining('index-build-blocks-writes') })
    expect(refused.stderr).toContain(`prisma-safe rewrite ${pendingName}`)
    expect(await appliedOn(project.databaseUrl)).toEqual(['20250101000000_init'])

    expect(await rewrite(project)).toMatchObject({ code: 0 })
    const deployed = await prismaSafe(project, 'migrate', 'deploy')
    expect(deployed).toMatchObject({ code: 0, stdout: expect.stringContaining('successfully applied') })
    expect(await appliedOn(project.databaseUrl)).toEqual(project.migrations())
    const status = await prismaSafe(project, 'migrate', 'status')
    expect(status).toMatchObject({ code: 0, stdout: expect.stringContaining('up to date') })
  })

  test('deploys what somebody allowed', async (context) => {
    const project = await projectWith('add-index', context)
    expect(await prismaSafe(project, 'migrate', 'deploy', '--allow', pendingName)).toMatchObject({ code: 0 })
    expect(await appliedOn(project.databaseUrl)).toContain(pendingName)
  })

  test('refuses a step that was edited after it was proved', async (context) => {
    const project = await projectWith('add-index', context)
    await rewrite(project)
    const [, step = ''] = project.migrations()
    project.writeMigration(step, `${project.migration(step).sql}\nDROP TABLE "Coupon";\n`)
    const refused = await prismaSafe(project, 'migrate', 'deploy')
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('is not as it was written and proved') })
    expect(await appliedOn(project.databaseUrl)).toEqual(['20250101000000_init'])
  })

  test('deploys the released part only when the data is ready for it', async (context) => {
    const project = await projectWith('rename-column', context)
    await rewrite(project, '--rename', 'User.name=fullName')
    expect(await prismaSafe(project, 'release', '--yes')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('deploy first'),
    })
    await project.deploy()
    expect(await prismaSafe(project, 'release', '--yes')).toMatchObject({ code: 0 })
    await query(
      project.databaseUrl,
      `SET session_replication_role = replica; UPDATE "User" SET "fullName" = 'Another' WHERE id = 7`,
    )
    const refused = await prismaSafe(project, 'migrate', 'deploy')
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('Nothing was deployed') })
    await query(project.databaseUrl, `UPDATE "User" SET name = 'Another' WHERE id = 7`)
    expect(await prismaSafe(project, 'migrate', 'deploy')).toMatchObject({ code: 0 })
    expect(await query(project.databaseUrl, `SELECT "fullName" FROM "User" WHERE id = 7`)).toEqual([{ fullName: 'Another' }])
  })
})

test.concurrent('migrate dev writes without applying, and judges', { timeout }, async (context) => {
  const project = await projectWith(undefined, context)
  project.writeSchema(modelsBefore.replace('  @@index([placedAt])', '  @@index([placedAt])\n  @@index([quantity])'))
  const drafted = await prismaSafe(project, 'migrate', 'dev', '--name', 'by_quantity')
  expect(drafted).toMatchObject({ code: 1, stdout: expect.stringContaining('index-build-blocks-writes') })
  expect(project.migration('by_quantity').sql).toContain('CREATE INDEX')
  expect(await appliedOn(project.databaseUrl)).toEqual(['20250101000000_init'])
})

test.concurrent('rollback undoes what was deployed, and the next deploy does it again', { timeout }, async (context) => {
  const project = await projectWith('rename-column', context)
  const before = await stateOf(project.databaseUrl)
  await rewrite(project, '--rename', 'User.name=fullName')
  expect(await prismaSafe(project, 'migrate', 'deploy')).toMatchObject({ code: 0 })
  const deployed = await stateOf(project.databaseUrl)
  expect(catalogDifferences(before, deployed)).not.toEqual([])

  expect(await prismaSafe(project, 'rollback', '--yes')).toMatchObject({ code: 0 })
  const undone = await stateOf(project.databaseUrl)
  expect([...catalogDifferences(before, undone), ...rowDifferences(before, undone)]).toEqual([])
  expect(await appliedOn(project.databaseUrl)).toEqual(['20250101000000_init'])
  expect(await useShop(await copyDatabase(project.databaseUrl), shopBefore)).toBeUndefined()

  expect(await project.deploy()).toMatchObject({ code: 0 })
  expect(catalogDifferences(deployed, await stateOf(project.databaseUrl))).toEqual([])
})

describe.concurrent('sync', { timeout }, () => {
  test("corrects the author's own database, where migrate dev ran the original at once", async (context) => {
    const project = await shop.project({ databaseUrl: await shop.empty() })
    context.onTestFinished(() => project.dispose())
    project.writeSchema(modelsBefore.replace('  name      String\n', '  fullName  String\n'))
    expect(await project.prismaConfirmed('migrate', 'dev', '--name', 'edit')).toMatchObject({ code: 0 })
    const own = await stateOf(project.databaseUrl)
    const flags = ['--from', 'git', '--rename', 'User.name=fullName']
    expect(await rewrite(project, ...flags)).toMatchObject({ code: 0 })
    expect(await project.status()).toMatchObject({ code: 1 })

    const synced = await prismaSafe(project, 'sync', '--yes', ...shadowFlags(project))
    expect(synced, synced.stderr).toMatchObject({ code: 0 })
    expect(await project.status()).toMatchObject({ code: 0, stdout: expect.stringContaining('up to date') })
    expect(await liveDrift(project)).toMatchObject({ code: 0 })
    // Prisma itself finds nothing to reset and nothing to write.
    expect(await project.prisma('migrate', 'dev')).toMatchObject({ code: 0, stdout: expect.stringContaining('Already in sync') })

    expect(await prismaSafe(project, 'release', '--yes')).toMatchObject({ code: 0 })
    expect(await project.deploy()).toMatchObject({ code: 0 })
    expect(catalogDifferences(own, await stateOf(project.databaseUrl))).toEqual([])
  })

  test('touches no database on which the original did not run', async (context) => {
    const project = await projectWith('add-index', context)
    await rewrite(project)
    const before = await stateOf(project.databaseUrl)
    const nothing = await prismaSafe(project, 'sync', '--yes', ...shadowFlags(project))
    expect(nothing).toMatchObject({ code: 0, stderr: expect.stringContaining('nothing to correct') })
    const named = await prismaSafe(project, 'sync', pendingName, '--yes', ...shadowFlags(project))
    expect(named).toMatchObject({ code: 2, stderr: expect.stringContaining('did not run on this database') })
    expect(catalogDifferences(before, await stateOf(project.databaseUrl))).toEqual([])
    expect(await appliedOn(project.databaseUrl)).toEqual(['20250101000000_init'])
  })
})

describe.concurrent('two pending migrations', { timeout }, () => {
  const withCountry = modelsBefore.replace('  orders    Order[]\n', '  country   String\n  orders    Order[]\n')
  const byCountry = withCountry.replace('  country   String\n', '  country   String\n  @@index([country])\n')

  test('are planned as a chain, the later one building on the earlier', async (context) => {
    // The author's own database is empty; the one that is deployed to is not.
    const project = await shop.project({ databaseUrl: await shop.empty() })
    context.onTestFinished(() => project.dispose())
    project.writeSchema(withCountry)
    const first = await project.createOnly('country')
    project.writeSchema(byCountry)
    const second = await project.createOnly('by_country')
    const target = await shop.full()
    const onTarget = { directory: project.directory, env: { ...project.env, DATABASE_URL: target } }

    const fill = ['--fill', `User.country='unknown'`]
    const written = await prismaSafe(onTarget, 'rewrite', '--yes', ...shadowFlags(project), ...fill)
    expect(written, written.stderr).toMatchObject({ code: 0 })
    const names = project.migrations().slice(1)
    expect(names.filter((name) => name.startsWith(first.name)).length).toBeGreaterThan(0)
    expect(names.filter((name) => name.startsWith(second.name)).length).toBeGreaterThan(0)
    expect(await project.drift()).toMatchObject({ code: 0 })

    expect(await deployTo(project, target)).toMatchObject({ code: 0 })
    expect(await useShop(await copyDatabase(target), shopBefore)).toBeUndefined()
    const shape = edited(shopBefore, { User: { country: { value: () => `'France'` } } })
    expect(await useShop(await copyDatabase(target), shape)).toBeUndefined()

    const isHeld = ({ name }: MigrationFile): boolean =>
      Object.keys(filesOf(project.directory)).some((file) => file.startsWith(`migration-plans/${name}/contract/`))
    for (const { name } of [first, second].filter(isHeld))
      expect(await prismaSafe(onTarget, 'release', name, '--yes')).toMatchObject({ code: 0 })
    expect(await deployTo(project, target)).toMatchObject({ code: 0 })
    expect(await project.drift()).toMatchObject({ code: 0 })
    const meant = await shop.empty()
    await query(meant, `${first.sql}${second.sql}`)
    expect(catalogDifferences(await stateOf(meant), await stateOf(target))).toEqual([])
  })

  test('are refused where the later one changes what the earlier still holds', async (context) => {
    const project = await projectWith('rename-column', context)
    project.writeMigration('20250202000000_drop_again', 'ALTER TABLE "User" DROP COLUMN "fullName";\n')
    const before = filesOf(project.directory)
    const refused = await rewrite(project, '--rename', 'User.name=fullName')
    expect(refused).toMatchObject({ code: 1, stderr: expect.stringContaining('release that one first') })
    expect(filesOf(project.directory)).toEqual(before)
  })
})

test.concurrent('a safe migration is left as Prisma wrote it, and runs', { timeout }, async (context) => {
  const project = await projectWith(undefined, context)
  project.writeSchema(modelsBefore.replace('  phone     String?\n', '  phone     String?\n  bio       String?\n'))
  const { name } = await project.createOnly('bio')
  await project.commit('A nullable column')
  const before = filesOf(project.directory)
  expect(await prismaSafe(project, 'lint')).toMatchObject({ code: 0 })
  expect(await rewrite(project)).toMatchObject({ code: 0, stderr: expect.stringContaining('Nothing to rewrite') })
  expect(filesOf(project.directory)).toEqual(before)
  expect(await prismaSafe(project, 'migrate', 'deploy')).toMatchObject({ code: 0 })
  expect(await appliedOn(project.databaseUrl)).toContain(name)
  expect(await useShop(project.databaseUrl, shopBefore)).toBeUndefined()
  const shape = edited(shopBefore, { User: { bio: { value: () => `'bio'`, optional: true } } })
  expect(await useShop(project.databaseUrl, shape)).toBeUndefined()
})

for (const fixture of ['add-column-with-default', 'add-model', 'enum-add-value', 'make-optional', 'rename-model-with-map'])
  test.concurrent(`nothing is rewritten that is safe: ${fixture}`, { timeout }, async (context) => {
    const project = await projectWith(fixture, context)
    const before = filesOf(project.directory)
    expect(await lint(project)).toEqual({ code: 0, rules: [] })
    expect(await rewrite(project)).toMatchObject({ code: 0, stderr: expect.stringContaining('Nothing to rewrite') })
    expect(filesOf(project.directory)).toEqual(before)
  })
