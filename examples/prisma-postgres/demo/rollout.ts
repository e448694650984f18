// A rollout: a migration is deployed while the shop is open, the new application joins the old one and then replaces it.
import { setTimeout as sleep } from 'node:timers/promises'
import { type Books, newApplication, oldApplication } from './application.ts'
import type { Ended } from './commands.ts'
import { openLedger } from './ledger.ts'
import { execute, type Shop } from './shop.ts'
import { type Answer, startTraffic } from './traffic.ts'

/** One part of a rollout, on this process's clock. */
export interface Stage {
  readonly title: string
  readonly from: number
  readonly to: number
  /** The deploy that ran in it. */
  readonly deploy?: Ended
}

export interface Rollout {
  readonly answers: readonly Answer[]
  readonly stages: readonly Stage[]
  readonly acknowledged: number
  /** Rows that have lost a value that was acknowledged, or that was there before. */
  readonly lost: readonly string[]
  readonly misread: readonly string[]
}

export interface RolloutOptions {
  readonly shop: Shop
  readonly migrate: () => Promise<Ended>
  /** What is left to do once the old application is gone. */
  readonly finish?: () => Promise<Ended>
}

const breathe = 1000
const sideBySide = 2500

export async function rollOut({ shop, migrate, finish }: RolloutOptions): Promise<Rollout> {
  const books = await openBooks(shop)
  const stages: Stage[] = []
  const stage = async (title: string, work: () => Promise<Ended | undefined>): Promise<void> => {
    const from = performance.now()
    const deploy = await work()
    stages.push({ title, from, to: performance.now(), ...(deploy ? { deploy } : {}) })
  }
  const url = shop.databaseUrl
  const old = await startTraffic({ application: 'old', url, habits: oldApplication(books) })
  await stage('before', () => sleep(breathe, undefined))
  await stage('migration', migrate)
  const young = await startTraffic({ application: 'new', url, habits: newApplication(books) })
  await stage('old and new application side by side', () => sleep(sideBySide, undefined))
  const oldAnswers = await old.stop()
  if (finish) await stage('release', finish)
  await stage('after', () => sleep(breathe, undefined))
  const newAnswers = await young.stop()
  return {
    answers: [...oldAnswers, ...newAnswers],
    stages,
    acknowledged: books.names.acknowledged() + books.totals.acknowledged(),
    lost: await lostIn(shop, books),
    misread: books.misread,
  }
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
