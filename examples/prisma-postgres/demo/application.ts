// The shop's application in two versions: the one that is running, and the one that the migration is for.
import type pg from 'pg'
import type { Ledger } from './ledger.ts'
import type { Habit } from './traffic.ts'

/** What both versions share: what they know to be stored, and who saw something else. */
export interface Books {
  readonly names: Ledger
  readonly totals: Ledger
  /** Values that were read and were not what had been acknowledged. */
  readonly misread: string[]
  /** Counts up. */
  readonly next: () => number
}

/** Where a version keeps a customer's name, and what it writes that the other does not know. */
interface Version {
  readonly title: string
  readonly name: string
  readonly user: Readonly<Record<string, string>>
  readonly order: Readonly<Record<string, string>>
}

const oldVersion: Version = { title: 'old', name: 'name', user: {}, order: {} }
const newVersion: Version = { title: 'new', name: 'fullName', user: { country: 'FR' }, order: { note: 'at the back door' } }

export const oldApplication = (books: Books): readonly Habit[] => habitsOf(oldVersion, books)
export const newApplication = (books: Books): readonly Habit[] => habitsOf(newVersion, books)

function habitsOf(version: Version, books: Books): readonly Habit[] {
  return [
    signUp(version, books),
    readBack(books.names, 'User', version.name, books),
    placeOrder(version, books),
    listOrders(version, books),
    change(books.names, 'User', version.name, () => `Renamed ${books.next()} by the ${version.title} application`),
    readBack(books.totals, 'Order', 'total', books),
    change(books.totals, 'Order', 'total', () => String(100_000 + books.next())),
  ]
}

function signUp({ title, name, user }: Version, { names, next }: Books): Habit {
  const sql = insertInto('User', ['email', name, ...Object.keys(user)])
  return async (client) => {
    const number = next()
    const value = `Customer ${number} of the ${title} application`
    names.acknowledge(await idOf(client, sql, [`customer${number}@example.com`, value, ...Object.values(user)]), value)
  }
}

function placeOrder({ order }: Version, { totals, names, next }: Books): Habit {
  const sql = insertInto('Order', ['userId', 'productId', 'quantity', 'total', ...Object.keys(order)])
  return async (client) => {
    const number = next()
    const total = String(1000 + number)
    totals.acknowledge(await idOf(client, sql, [names.pick(number), 1, 1, total, ...Object.values(order)]), total)
  }
}

function insertInto(table: string, columns: readonly string[]): string {
  const places = columns.map((_, index) => `$${index + 1}`)
  return `INSERT INTO "${table}" (${columns.map((column) => `"${column}"`).join(', ')}) VALUES (${places.join(', ')}) RETURNING "id"`
}

async function idOf(client: pg.Client, sql: string, values: readonly (string | number)[]): Promise<number> {
  const { rows } = await client.query<{ id: number }>(sql, [...values])
  return rows[0]?.id ?? 0
}

function change(ledger: Ledger, table: string, column: string, valueOf: () => string): Habit {
  return async (client) => {
    const id = ledger.take()
    const value = valueOf()
    try {
      await client.query(`UPDATE "${table}" SET "${column}" = $1 WHERE "id" = $2`, [value, id])
      ledger.acknowledge(id, value)
    } catch (error) {
      ledger.giveBack(id)
      throw error
    }
  }
}

/** What was acknowledged before and still is afterwards must have been there in between. */
function readBack(ledger: Ledger, table: string, column: string, { misread, next }: Books): Habit {
  const sql = `SELECT "${column}"::text AS value FROM "${table}" WHERE "id" = $1`
  return async (client) => {
    const id = ledger.pick(next())
    const before = ledger.settled(id)
    const { rows } = await client.query<{ value: string | null }>(sql, [id])
    const found = rows[0]?.value ?? 'nothing'
    if (before !== undefined && before === ledger.settled(id) && found !== before)
      misread.push(`"${column}" of "${table}" ${id} read as ${found}, stored as ${before}`)
  }
}

function listOrders({ name }: Version, { names, next }: Books): Habit {
  const sql = `SELECT "Order"."id", "total", "${name}" FROM "Order" JOIN "User" ON "User"."id" = "userId" WHERE "userId" = $1`
  return async (client) => void (await client.query(sql, [names.pick(next())]))
}
