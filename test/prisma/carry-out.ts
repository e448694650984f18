// Carries one schema edit through its whole life with the real Prisma, and expects at every stage what must be true there.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect } from 'vitest'
import type { Session } from '@migration-planner/core'
import { connect } from '../../packages/postgres/src/live/session.ts'
import { split } from '../../packages/postgres/src/live/split.ts'
import { query } from '../harness/postgres.ts'
import type { CommandResult } from '../harness/prisma-cli.ts'
import type { MigrationFile, PrismaProject } from '../harness/prisma-project.ts'
import { shopBefore, useShop } from './application.ts'
import { catalogDifferences, rowDifferences, stateOf } from './database-state.ts'
import { lint, prismaSafe } from './prisma-safe.ts'
import type { SchemaEdit } from './schema-edit.ts'
import { copyDatabase, deployTo, liveDrift, type Shop, shadowFlags } from './shop.ts'

const noDrift = { code: 0, text: expect.stringMatching(/No difference detected|This is an empty migration/) }

export interface CarryOutOptions {
  /** Also deploys with Prisma's other way to send statements, and asks for its status and its view of the database. */
  readonly everyCommand?: boolean
}

/** A migration that must be rewritten: from the edit to the release. */
export async function carryOut(shop: Shop, edit: SchemaEdit, options: CarryOutOptions = {}): Promise<void> {
  const project = await shop.project({ prepare: edit.prepare })
  try {
    await fromEditToRelease(shop, edit, project, options)
  } finally {
    project.dispose()
  }
}

async function fromEditToRelease(
  shop: Shop,
  edit: SchemaEdit,
  project: PrismaProject,
  { everyCommand = false }: CarryOutOptions,
): Promise<void> {
  const before = await copyDatabase(project.databaseUrl)
  const original = await draft(project, edit)
  const held = await rewrite(project, edit, original)
  const steps = project.migrations().slice(1)
  const stepwise = await copyDatabase(before)
  await deployStepwise(project, edit, steps, stepwise)
  expectDone('migrate deploy', await project.deploy())
  const differences = catalogDifferences(await stateOf(stepwise), await stateOf(project.databaseUrl))
  expect(differences, 'whole files and statement by statement').toEqual([])
  if (everyCommand) await askPrisma(project, edit, await copyDatabase(before))
  await undo(project, edit, steps, await copyDatabase(before))
  if (held) await release(project, edit, original, steps)
  await expectMeant(shop, edit, project, original, await copyDatabase(before))
}

/** The edit, what the real `migrate dev --create-only` makes of it, and what lint says of that. */
async function draft(project: PrismaProject, edit: SchemaEdit): Promise<MigrationFile> {
  project.writeSchema(edit.models)
  const original = await project.createOnly('edit')
  if (edit.recorded !== undefined) expect(original.sql, 'what Prisma writes is what was recorded').toBe(edit.recorded)
  expect(await lint(project), 'lint of what Prisma wrote').toMatchObject({ code: 1, rules: edit.finds })
  return original
}

/** Files in Prisma's layout, the original saved, no drift, nothing that lint would report. True where a part is held back. */
async function rewrite(project: PrismaProject, edit: SchemaEdit, original: MigrationFile): Promise<boolean> {
  expectDone('rewrite', await prismaSafe(project, 'rewrite', '--yes', ...shadowFlags(project), ...edit.flags))
  const plan = path.join(project.directory, 'migration-plans', original.name)
  const [initial, ...steps] = project.migrations()
  expect(readFileSync(path.join(plan, 'original/migration.sql'), 'utf8'), 'the saved original').toBe(original.sql)
  expect(
    ['PLAN.md', 'plan.json'].filter((name) => !existsSync(path.join(plan, name))),
    'missing in the plan folder',
  ).toEqual([])
  expect(initial).toMatch(/_init$/)
  expect(steps, 'the original is gone').not.toContain(original.name)
  for (const step of steps) {
    expect(step.startsWith(`${original.name}_`), `${step} sorts behind the original`).toBe(true)
    expect(readdirSync(path.join(project.directory, 'prisma/migrations', step)).toSorted()).toEqual(['down.sql', 'migration.sql'])
  }
  const held = existsSync(path.join(plan, 'contract'))
  if (!held) expect(project.readSchema(), 'the schema stays where nothing is held').toContain(edit.models.trim())
  expect(await project.drift(), 'drift after the rewrite').toEqual(noDrift)
  expect(await lint(project), 'lint of what we wrote').toMatchObject({ code: 0, rules: [] })
  return held
}

/** One statement after the other: the old application works after each step, the new one beside it after the last. */
async function deployStepwise(project: PrismaProject, edit: SchemaEdit, steps: readonly string[], url: string): Promise<void> {
  expect(await useShop(url, shopBefore), 'the old application before').toBeUndefined()
  for (const step of steps) {
    await runStatements(url, path.join(project.directory, 'prisma/migrations', step, 'migration.sql'))
    expect(await useShop(url, shopBefore), `the old application after ${step}`).toBeUndefined()
  }
  expect(await useShop(url, edit.newShape), 'the new application').toBeUndefined()
  expect(await useShop(url, shopBefore), 'the old application beside it').toBeUndefined()
  expect(await useShop(url, edit.newShape), 'the new application beside it').toBeUndefined()
  for (const [table, condition] of Object.entries(edit.agree ?? {})) {
    const differing = await query(url, `SELECT * FROM "${table}" WHERE (${condition}) IS NOT TRUE`)
    expect(differing, `rows of ${table} in which the applications do not agree`).toEqual([])
  }
}

/** The real deploy, statement by statement, ends alike; and Prisma is content. */
async function askPrisma(project: PrismaProject, { unpredictable }: SchemaEdit, copy: string): Promise<void> {
  const [split, status, drift] = await Promise.all([
    deployTo(project, copy, { split: true }),
    project.status(),
    liveDrift(project),
  ])
  expectDone('migrate deploy, statement by statement', split)
  const [one, other] = [await stateOf(project.databaseUrl), await stateOf(copy)]
  const differences = [...catalogDifferences(one, other), ...rowDifferences(one, other, unpredictable)]
  expect(differences, 'the two ways to deploy').toEqual([])
  expectDone('migrate status', status)
  expect(status.stdout).toContain('up to date')
  expect(drift, 'drift of the deployed database').toEqual(noDrift)
}

/** Every step's down.sql, last to first, on a copy: the catalog and the rows are those from before. */
async function undo(project: PrismaProject, edit: SchemaEdit, steps: readonly string[], before: string): Promise<void> {
  const copy = await copyDatabase(project.databaseUrl)
  const files = steps.map((step) => path.join(project.directory, 'prisma/migrations', step, 'down.sql'))
  for (const file of files.toReversed()) await runFile(copy, file)
  if (edit.notUndone !== undefined) {
    expect(
      files.some((file) => readFileSync(file, 'utf8').includes('-- loses data:')),
      'a down.sql says what it loses',
    ).toBe(true)
    await query(before, edit.notUndone)
  }
  const [was, is] = [await stateOf(before), await stateOf(copy)]
  expect(catalogDifferences(was, is), 'the catalog after the downs').toEqual([])
  expect(rowDifferences(was, is), 'the rows after the downs').toEqual([])
}

/** Lets the held part go, deploys it, and takes it back on a copy. */
async function release(
  project: PrismaProject,
  edit: SchemaEdit,
  original: MigrationFile,
  deployed: readonly string[],
): Promise<void> {
  const beforeRelease = await copyDatabase(project.databaseUrl)
  expectDone('release', await prismaSafe(project, 'release', '--yes'))
  const released = project
    .migrations()
    .filter((name) => !deployed.includes(name))
    .slice(1)
  expect(released.length, 'released migrations').toBeGreaterThan(0)
  expect(project.migrations().slice(-released.length), 'released migrations sort last').toEqual(released)
  expect(project.readSchema(), 'the schema is again what was written').toContain(edit.models.trim())
  expect(await project.drift(), 'drift after the release').toEqual(noDrift)
  expectDone('migrate deploy of the released part', await project.deploy())
  expect(existsSync(path.join(project.directory, 'migration-plans', original.name, 'contract')), 'nothing is held').toBe(false)
  const copy = await copyDatabase(project.databaseUrl)
  for (const name of released.toReversed())
    await runFile(copy, path.join(project.directory, 'prisma/migrations', name, 'down.sql'))
  expect(catalogDifferences(await stateOf(beforeRelease), await stateOf(copy)), 'the catalog after the released downs').toEqual(
    [],
  )
}

/** In the end the database is what the original makes of an empty one, and what the author meant with the rows there are. */
async function expectMeant(
  shop: Shop,
  edit: SchemaEdit,
  project: PrismaProject,
  original: MigrationFile,
  meantUrl: string,
): Promise<void> {
  const final = await stateOf(project.databaseUrl)
  const empty = await shop.empty()
  const refused = await query(empty, original.sql).then(() => undefined, messageOf)
  expect(refused, 'the original on empty tables').toEqual(edit.originalRefused)
  if (refused === undefined)
    expect(catalogDifferences(await stateOf(empty), final), 'the catalog that the original makes').toEqual([])
  await query(meantUrl, edit.meant)
  const meant = await stateOf(meantUrl)
  expect(catalogDifferences(meant, final), 'the catalog that was meant').toEqual([])
  expect(rowDifferences(meant, final, edit.unpredictable), 'the rows that were meant').toEqual([])
  expect(await useShop(await copyDatabase(project.databaseUrl), edit.newShape), 'the new application in the end').toBeUndefined()
}

/** As Prisma sends it: the file in one message. */
function runFile(url: string, file: string): Promise<void> {
  return run(url, file, (session, sql) => session.script(sql))
}

/** As Prisma sends it from 7.4 on: every statement by itself. */
function runStatements(url: string, file: string): Promise<void> {
  return run(url, file, async (session, sql) => {
    for (const statement of await split(sql)) await session.query(statement)
  })
}

async function run(url: string, file: string, send: (session: Session, sql: string) => Promise<void>): Promise<void> {
  const session = await connect(url)
  try {
    await send(session, readFileSync(file, 'utf8'))
  } catch (error) {
    throw new Error(`${file}: ${messageOf(error)}`, { cause: error })
  } finally {
    await session.close()
  }
}

function expectDone(what: string, { code, stdout, stderr }: CommandResult): void {
  expect(code, `${what}\n${stdout}\n${stderr}`).toBe(0)
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}
