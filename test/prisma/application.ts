// An application on the shop: it inserts, updates, selects and deletes through the columns that its schema has, as Prisma's client does.
import { createHash } from 'node:crypto'
import pg from 'pg'

/** A column's value in the n-th row that is written, as an SQL literal without a type: the column decides, as it does for a bound value. */
export type Value = (n: number) => string

export interface Column {
  readonly value: Value
  /** An insert may leave it out. */
  readonly optional?: true
}

export type Table = Readonly<Record<string, Column>>

/** The tables and columns that an application knows; every table has an `id` besides. */
export type Shape = Readonly<Record<string, Table>>

const required = (value: Value): Column => ({ value })
const optional = (value: Value): Column => ({ value, optional: true })
const text =
  (start: string): Value =>
  (n) =>
    `'${start} ${n}'`

/** Another UUID for each row. */
export function uuid(n: number): string {
  const digits = createHash('md5').update(`${n}`).digest('hex')
  return `'${[digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)].join('-')}'`
}

/** The application as it runs before any edit. */
export const shopBefore: Shape = {
  User: {
    email: required(text('mail')),
    name: required(text('name')),
    phone: optional(text('phone')),
    createdAt: optional(() => `'2026-01-01'`),
  },
  Category: { name: required(text('category')) },
  Product: {
    sku: required(text('sku')),
    title: required(text('title')),
    price: required((n) => `${n}`),
    externalId: required(uuid),
  },
  Coupon: { code: required(text('code')) },
  Order: {
    status: optional(() => `'PAID'`),
    channel: optional(() => `'store'`),
    reference: optional(uuid),
    quantity: optional((n) => `${n}`),
    userId: required(() => '(SELECT max(id) FROM "User")'),
    productId: required(() => '(SELECT max(id) FROM "Product")'),
    couponId: optional(() => '(SELECT max(id) FROM "Coupon")'),
    placedAt: optional(() => `'2026-01-02'`),
  },
}

/** A shape after an edit: columns by name; undefined where one, or a whole table, is gone. */
export type ShapeEdit = Readonly<Record<string, Readonly<Record<string, Column | undefined>> | undefined>>

export function edited(shape: Shape, edit: ShapeEdit): Shape {
  const names = [...new Set([...Object.keys(shape), ...Object.keys(edit)])]
  return Object.fromEntries(
    names.flatMap((name): [string, Table][] => {
      if (name in edit && edit[name] === undefined) return []
      return [[name, present({ ...shape[name], ...edit[name] })]]
    }),
  )
}

function present(columns: Readonly<Record<string, Column | undefined>>): Table {
  return Object.fromEntries(
    Object.entries(columns).flatMap(([name, column]): [string, Column][] => (column === undefined ? [] : [[name, column]])),
  )
}

let written = 0

/**
 * Uses every table in every way: inserts a whole row and one of the required columns only, updates all columns,
 * selects all columns and deletes. The rows that were written stay, but for the deleted one. Any refusal is the answer.
 */
export async function useShop(url: string, shape: Shape): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  let statement = ''
  const run = async (sql: string): Promise<number> => {
    statement = sql
    const { rows } = await client.query<{ readonly id: number }>(sql)
    return rows[0]?.id ?? 0
  }
  try {
    for (const [table, columns] of Object.entries(shape)) await useTable(run, table, columns)
    return undefined
  } catch (error) {
    return `${statement}: ${error instanceof Error ? error.message : String(error)}`
  } finally {
    await client.end()
  }
}

async function useTable(run: (sql: string) => Promise<number>, table: string, columns: Table): Promise<void> {
  const needed = present(Object.fromEntries(Object.entries(columns).filter(([, { optional: mayBeLeft }]) => mayBeLeft !== true)))
  const whole = await run(insert(table, columns))
  const sparse = await run(insert(table, needed))
  for (const id of [whole, sparse]) {
    await run(`UPDATE "${table}" SET ${assignments(columns).join(', ')} WHERE id = ${id}`)
    await run(`SELECT id, ${names(columns)} FROM "${table}" WHERE id = ${id}`)
  }
  await run(`UPDATE "${table}" SET ${assignments(needed).join(', ')} WHERE id = ${sparse}`)
  const passing = await run(insert(table, columns))
  await run(`DELETE FROM "${table}" WHERE id = ${passing}`)
}

function insert(table: string, columns: Table): string {
  written += 1
  const values = Object.values(columns).map(({ value }) => value(written))
  return `INSERT INTO "${table}" (${names(columns)}) VALUES (${values.join(', ')}) RETURNING id`
}

function assignments(columns: Table): readonly string[] {
  written += 1
  return Object.entries(columns).map(([name, { value }]) => `"${name}" = ${value(written)}`)
}

function names(columns: Table): string {
  return Object.keys(columns)
    .map((name) => `"${name}"`)
    .join(', ')
}
