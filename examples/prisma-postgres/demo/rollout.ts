// A rollout: a migration is deployed while the shop is open, the new application joins the old one and then replaces it.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Books, newApplication, oldApplication } from './application.ts'
import { openLedger } from './ledger.ts'
import { execute, type Shop } from './shop.ts'
import { type Answer, type Habit, startTraffic, type Traffic } from './traffic.ts'

/** A stretch of time on this process's clock. */
export interface Stretch {
  readonly from: number
  readonly to: number
}

export interface Rollout {
  readonly answers: readonly Answer[]
  /** When the statements of each migration ran, by Prisma's own record. */
  readonly statements: readonly Stretch[]
  readonly acknowledged: number
  /** Rows that have lost a value that was acknowledged, or that was there before. */
  readonly lost: readonly string[]
  readonly misread: readonly string[]
}

export interface RolloutOptions {
  readonly shop: Shop
  readonly migrate: () => Promise<void>
  /** What is left to do once the old application is gone. */
  readonly finish?: () => Promise<void>
}

const breathe = 1000
const sideBySide = 2500

export async function rollOut(options: RolloutOptions): Promise<Rollout> {
  const books = await openBooks(options.shop)
  const running: Traffic[] = []
  const start = async (application: string, habits: readonly Habit[]): Promise<Traffic> => {
    const traffic = await startTraffic({ application, url: options.shop.databaseUrl, habits })
    running.push(traffic)
    return traffic
  }
  const began = performance.now()
  try {
    await play(
      options,
      () => start('old', oldApplication(books)),
      () => start('new', newApplication(books)),
    )
    const answers = (await Promise.all(running.map((traffic) => traffic.stop()))).flat()
    const acknowledged = books.names.acknowledged() + books.totals.acknowledged()
    const [lost, statements] = [await lostIn(options.shop, books), await statementsSince(began, options.shop)]
    return { answers, statements, acknowledged, lost, misread: books.misread }
  } finally {
    await Promise.all(running.map((traffic) => traffic.stop()))
  }
}

async function play(
  { migrate, finish }: RolloutOptions,
  startOld: () => Promise<Traffic>,
  startNew: () => Promise<Traffic>,
): Promise<void> {
  const old = await startOld()
  await sleep(breathe)
  await migrate()
  await startNew()
  await sleep(sideBySide)
  await old.stop()
  await finish?.()
  await sleep(breathe)
}

async function statementsSince(began: number, { databaseUrl }: Shop): Promise<readonly Stretch[]> {
  const milliseconds = (column: string): string => `(extract(epoch FROM ${column}) * 1000)::float8`
  const rows = await execute<Stretch>(
    databaseUrl,
    `SELECT ${milliseconds('started_at')} AS "from", ${milliseconds('finished_at')} AS "to" FROM _prisma_migrations`,
  )
  return rows
    .map(({ from, to }) => ({ from: from - performance.timeOrigin, to: to - performance.timeOrigin }))
    .filter(({ from }) => from >= began)
}

async function openBooks(shop: Shop): Promise<Books> {
  let count = 0
  return {
    names: openLedger(await valuesOf(shop, 'User', 'name')),
    totals: openLedger(await valuesOf(shop, 'Order', 'total')),
    misread: [],
    next: () => (count += 1),
  }
}

async function lostIn(shop: Shop, { names, totals }: Books): Promise<readonly string[]> {
  const [namesNow, totalsNow] = [await valuesOf(shop, 'User', 'fullName'), await valuesOf(shop, 'Order', 'total')]
  return [
    ...names.missing(namesNow).map((id) => `the name of user ${id} is ${namesNow.get(id) ?? 'gone'}`),
    ...totals.missing(totalsNow).map((id) => `the total of order ${id} is ${totalsNow.get(id) ?? 'gone'}`),
  ]
}

async function valuesOf(shop: Shop, table: string, column: string): Promise<ReadonlyMap<number, string>> {
  const sql = `SELECT "id", "${column}"::text AS value FROM "${table}" ORDER BY "id"`
  const rows = await execute<{ id: number; value: string }>(shop.databaseUrl, sql)
  return new Map(rows.map(({ id, value }) => [id, value]))
}
