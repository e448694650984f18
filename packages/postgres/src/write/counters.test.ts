// Counters and views on real servers: no number is given twice, and the old name of a table stays usable.
import { applyAll, emptySchema, type Schema, type Version } from '@migration-planner/core'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { loadParser } from '../load.ts'
import { startEmbedded, type EmbeddedServer } from '../live/index.ts'
import { readPostgres } from '../read/index.ts'
import { write } from './index.ts'

await loadParser()

const table = { schema: undefined, name: 'Orders' }
const integer = { sql: 'integer', name: 'integer', arguments: [], array: false }
const bigint = { sql: 'bigint', name: 'bigint', arguments: [], array: false }

function schemaOf(sql: string): Schema {
  const { statements } = readPostgres({ path: 'given.sql', text: sql })
  return applyAll(
    emptySchema,
    statements.flatMap(({ parts }) => parts.map(({ operation }) => operation)),
  )
}

describe.each([15, 18])('on PostgreSQL %i', (major) => {
  const version: Version = { major, known: true }
  let server: EmbeddedServer
  let client: pg.Client

  beforeAll(async () => {
    server = await startEmbedded({ major })
    client = new pg.Client({ connectionString: server.url })
    await client.connect()
  })
  afterAll(async () => {
    await client.end()
    await server.stop()
  })
  beforeEach(async () => {
    await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  })

  async function sequences(): Promise<readonly unknown[]> {
    const { rows } = await client.query(`
      SELECT seqrelid::regclass::text AS name, seqtypid::regtype::text AS type, attname AS column, seqincrement::int AS step, seqcache::int AS cache
      FROM pg_sequence JOIN pg_depend ON objid = seqrelid AND deptype IN ('a', 'i') JOIN pg_attribute ON attrelid = refobjid AND attnum = refobjsubid`)
    return rows
  }

  async function insert(): Promise<unknown> {
    const { rows } = await client.query('INSERT INTO "Orders" (note) VALUES (NULL) RETURNING "Id", id_new')
    return rows[0]
  }

  test('a serial: its sequence goes on counting for the new column, as far as the new type reaches', async () => {
    const create = 'CREATE TABLE "Orders" ("Id" serial PRIMARY KEY, id_new bigint, note text)'
    const before = schemaOf(create)
    await client.query(create)
    await client.query(
      'INSERT INTO "Orders" (note) SELECT NULL FROM generate_series(1, 5); ALTER TABLE "Orders" DROP CONSTRAINT "Orders_pkey", ALTER "Id" DROP NOT NULL',
    )
    await client.query(
      write({ kind: 'move-counter', table, from: 'Id', to: 'id_new', toType: bigint }, before, version).join(';'),
    )
    expect(await sequences()).toEqual([{ name: '"Orders_Id_seq"', type: 'bigint', column: 'id_new', step: 1, cache: 1 }])
    expect(await insert()).toEqual({ Id: null, id_new: '6' })
    await client.query('ALTER TABLE "Orders" DROP COLUMN "Id"')
    expect(await sequences()).toHaveLength(1)
  })

  test('a serial, there and back again', async () => {
    const create = 'CREATE TABLE "Orders" ("Id" serial, id_new bigint, note text)'
    await client.query(create)
    await insert()
    const at = await sequences()
    await client.query('ALTER TABLE "Orders" ALTER "Id" DROP NOT NULL')
    await client.query(
      write({ kind: 'move-counter', table, from: 'Id', to: 'id_new', toType: bigint }, schemaOf(create), version).join(';'),
    )
    const moved = schemaOf('CREATE TABLE "Orders" ("Id" integer, id_new bigserial, note text)')
    await client.query(
      write({ kind: 'move-counter', table, from: 'id_new', to: 'Id', toType: integer }, moved, version).join(';'),
    )
    expect(await sequences()).toEqual(at)
    expect(await insert()).toEqual({ Id: 2, id_new: null })
  })

  test.each([
    ['ALWAYS', 'a'],
    ['BY DEFAULT', 'd'],
  ])('an identity %s: the new one has its name, settings and position', async (kind, mark) => {
    const create = `CREATE TABLE "Orders" ("Id" integer GENERATED ${kind} AS IDENTITY (START WITH 7 INCREMENT BY 3 CACHE 5 CYCLE), id_new bigint, note text)`
    await client.query(create)
    await insert()
    const before = schemaOf(`CREATE TABLE "Orders" ("Id" integer GENERATED ${kind} AS IDENTITY, id_new bigint, note text)`)
    await client.query('UPDATE "Orders" SET id_new = "Id"; ALTER TABLE "Orders" ALTER id_new SET NOT NULL')
    const { rows: position } = await client.query('SELECT last_value, is_called FROM "Orders_Id_seq"')
    await client.query(
      write({ kind: 'move-counter', table, from: 'Id', to: 'id_new', toType: bigint }, before, version).join(';'),
    )
    await client.query('ALTER TABLE "Orders" ALTER "Id" DROP NOT NULL')
    expect(await sequences()).toEqual([{ name: '"Orders_Id_seq"', type: 'bigint', column: 'id_new', step: 3, cache: 5 }])
    expect((await client.query('SELECT last_value, is_called FROM "Orders_Id_seq"')).rows).toEqual(position)
    expect((await client.query(`SELECT attidentity AS kind FROM pg_attribute WHERE attname = 'id_new'`)).rows).toEqual([
      { kind: mark },
    ])
    const { id_new: next } = (await insert()) as { id_new: string }
    expect(Number(next)).toBeGreaterThan(7)
  })

  test('a column without a counter of its own is refused', async () => {
    await client.query('CREATE TABLE "Orders" ("Id" integer, id_new bigint)')
    const statement = write({ kind: 'move-counter', table, from: 'Id', to: 'id_new', toType: bigint }, emptySchema, version).join(
      ';',
    )
    await expect(client.query(statement)).rejects.toThrow('Orders.Id owns no sequence')
  })

  test('a view under the old name takes all that an application does, with the rights of who asks', async () => {
    await client.query(
      'CREATE TABLE "Orders" (id serial PRIMARY KEY, note text DEFAULT \'none\'); DROP ROLE IF EXISTS stranger; CREATE ROLE stranger',
    )
    const view = { schema: undefined, name: 'Order' }
    await client.query(write({ kind: 'compatibility-view', view, table }, emptySchema, version).join(';'))
    await client.query(`INSERT INTO "Order" (id) VALUES (1) ON CONFLICT (id) DO UPDATE SET note = 'again' RETURNING note`)
    await client.query(`UPDATE "Order" SET note = note || '!' WHERE id = 1`)
    expect((await client.query('SELECT note FROM "Order" FOR UPDATE')).rows).toEqual([{ note: 'none!' }])
    await client.query('DELETE FROM "Order" WHERE id = 1')
    await client.query('GRANT USAGE ON SCHEMA public TO stranger; GRANT SELECT ON "Order" TO stranger; SET ROLE stranger')
    await expect(client.query('SELECT * FROM "Order"')).rejects.toThrow('permission denied for table Orders')
    await client.query('RESET ROLE')
  })
})
