// Backfills and batched deletes on real servers: every row once, while others write, after an interruption, and again.
import {
  applyAll,
  emptySchema,
  type Backfill,
  type Expression,
  type Schema,
  type Transform,
  type Version,
} from '@migration-planner/core'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { loadParser } from '../load.ts'
import { startEmbedded, type EmbeddedServer } from '../live/index.ts'
import { readExpression, readPostgres } from '../read/index.ts'
import { write } from './index.ts'

await loadParser()

const table = { schema: undefined, name: 'items' }
const text = { sql: 'text', name: 'text', arguments: [], array: false }
const integer = { sql: 'integer', name: 'integer', arguments: [], array: false }
const bigint = { sql: 'bigint', name: 'bigint', arguments: [], array: false }

function schemaOf(sql: string): Schema {
  const { statements } = readPostgres({ path: 'given.sql', text: sql })
  return applyAll(
    emptySchema,
    statements.flatMap(({ parts }) => parts.map(({ operation }) => operation)),
  )
}

function expression(sql: string): Expression {
  const read = readExpression(sql)
  if (typeof read === 'string') throw new Error(read)
  return read
}

describe.each([15, 18])('on PostgreSQL %i', (major) => {
  const version: Version = { major, known: true }
  let server: EmbeddedServer
  let client: pg.Client
  let notices: string[]

  async function connect(): Promise<pg.Client> {
    const opened = new pg.Client({ connectionString: server.url })
    await opened.connect()
    return opened
  }

  beforeAll(async () => {
    server = await startEmbedded({ major })
    client = await connect()
    client.on('notice', ({ message = '' }) => {
      if (message.startsWith('items')) notices.push(message)
    })
  })
  afterAll(async () => {
    await client.end()
    await server.stop()
  })
  beforeEach(async () => {
    notices = []
    await client.query('DROP SCHEMA public CASCADE; CREATE SCHEMA public')
  })

  async function value(sql: string, on: pg.Client = client): Promise<unknown> {
    const { rows } = await on.query<{ value: unknown }>(sql)
    return rows[0]?.value
  }

  function backfill(intent: Partial<Backfill> & Pick<Backfill, 'value'>, before: Schema = emptySchema): string {
    const [statement, ...others] = write(
      { kind: 'backfill', table, key: ['id'], column: 'n', where: 'differs', batchSize: 100, pauseMs: 0, ...intent },
      before,
      version,
    )
    if (statement === undefined || others.length > 0) throw new Error('one statement is wanted')
    return statement
  }

  const from = (column: string, transform: Transform = { kind: 'copy' }): Backfill['value'] => ({ column, transform })

  describe('walks keys of any kind', () => {
    test.each([
      ['integer', 'id integer', 'g', ['id']],
      ['with gaps and below zero', 'id integer', 'g * 37 - 5000', ['id']],
      ['text', 'id text', `md5(g::text)`, ['id']],
      ['uuid', 'id uuid', `md5(g::text)::uuid`, ['id']],
      ['timestamp', 'id timestamp', `'2024-01-01'::timestamp + g * interval '1 hour'`, ['id']],
      ['composite', 'id integer, part text', `g % 7, (g / 7)::text`, ['id', 'part']],
      ['composite, the other way round', 'id integer, part text', `g % 7, (g / 7)::text`, ['part', 'id']],
      ['quoted', 'id integer, "Part no" bigint', 'g % 3, g', ['Part no', 'id']],
    ])('%s', async (_case, columns, keys, key) => {
      const names = key.map((column) => `"${column}"`).join(', ')
      await client.query(`CREATE TABLE items (${columns}, o integer, n integer, PRIMARY KEY (${names}))`)
      await client.query(`INSERT INTO items SELECT ${keys}, g FROM generate_series(1, 1050) AS g`)
      await client.query(backfill({ key, value: from('o') }))
      expect(await value('SELECT count(*)::int AS value FROM items WHERE n = o')).toBe(1050)
      expect(notices.at(-1)).toBe('items.n: filled 1050 rows')
      expect(notices).toHaveLength(11)
    })
  })

  test.each([0, 1, 99, 100, 101, 200])('ends after the last of %i rows', async (rows) => {
    await client.query('CREATE TABLE items (id integer PRIMARY KEY, o integer, n integer)')
    await client.query(`INSERT INTO items SELECT g, g FROM generate_series(1, ${rows}) AS g`)
    await client.query(backfill({ value: from('o') }))
    expect(await value('SELECT count(*)::int AS value FROM items WHERE n = o')).toBe(rows)
  })

  test('commits each batch: what is done stays done when it is killed, and the rest is done by running it again', async () => {
    await client.query('CREATE TABLE items (id integer PRIMARY KEY, o integer, n integer)')
    await client.query('INSERT INTO items SELECT g, g FROM generate_series(1, 1000) AS g')
    const victim = await connect()
    victim.on('error', () => undefined)
    const process = await value('SELECT pg_backend_pid() AS value', victim)
    const killed = victim.query(backfill({ value: from('o'), pauseMs: 100 })).then(
      () => undefined,
      (error: unknown) => error,
    )
    while (Number(await value('SELECT count(n)::int AS value FROM items')) < 200) await value('SELECT pg_sleep(0.01) AS value')
    await client.query(`SELECT pg_terminate_backend(${Number(process)})`)
    expect(await killed).toBeInstanceOf(Error)
    const done = Number(await value('SELECT count(n)::int AS value FROM items'))
    expect(done).toBeGreaterThanOrEqual(200)
    expect(done).toBeLessThan(1000)
    await client.query(backfill({ value: from('o') }))
    expect(notices.at(-1)).toBe(`items.n: filled ${1000 - done} rows`)
    expect(await value('SELECT count(*)::int AS value FROM items WHERE n = o')).toBe(1000)
  })

  test('touches no row a second time', async () => {
    await client.query('CREATE TABLE items (id integer PRIMARY KEY, o json, n json)')
    await client.query(`INSERT INTO items SELECT g, CASE WHEN g > 5 THEN '{}'::json END FROM generate_series(1, 10) AS g`)
    const statement = backfill({ value: from('o') }, schemaOf('CREATE TABLE items (id integer PRIMARY KEY, o json, n json)'))
    await client.query(statement)
    await client.query(statement)
    expect(notices).toEqual(['items.n: filled 5 rows', 'items.n: filled 0 rows'])
  })

  test('runs while others insert, update and delete, and loses none of their writes', async () => {
    const create = 'CREATE TABLE items (id serial PRIMARY KEY, o integer, n integer)'
    await client.query(create)
    await client.query('INSERT INTO items (o) SELECT g FROM generate_series(1, 3000) AS g')
    const copy: Transform = { kind: 'copy' }
    const sync = write(
      { kind: 'sync-columns', table, old: 'o', new: 'n', forward: copy, backward: copy, name: 'sync' },
      schemaOf(create),
      version,
    )
    await client.query(sync.join(';\n'))
    const writers = await Promise.all([connect(), connect()])
    let isDone = false
    const writing = writers.map(async (writer, index) => {
      let count = 0
      while (!isDone) {
        count += 1
        const id = (count * 2 + index) % 3000
        await writer.query('UPDATE items SET o = $1 WHERE id = $2', [-count, id])
        await writer.query('UPDATE items SET n = $1 WHERE id = $2', [count, (id * 7) % 3000])
        await writer.query('INSERT INTO items (o) VALUES ($1)', [count])
        await writer.query('DELETE FROM items WHERE id = $1', [(id * 13) % 3000])
      }
      await writer.end()
      return count
    })
    await client.query(backfill({ value: from('o'), pauseMs: 20 }, schemaOf(create)))
    isDone = true
    const counts = await Promise.all(writing)
    expect(Math.min(...counts)).toBeGreaterThan(0)
    expect(await value('SELECT count(*)::int AS value FROM items WHERE n IS DISTINCT FROM o')).toBe(0)
  })

  test('waits for a locked row no longer than its limit, tries again, and gets it', async () => {
    await client.query('CREATE TABLE items (id integer PRIMARY KEY, o integer, n integer)')
    await client.query('INSERT INTO items SELECT g, g FROM generate_series(1, 10) AS g')
    const holder = await connect()
    await holder.query('BEGIN; UPDATE items SET o = 70 WHERE id = 7')
    const filling = client.query(backfill({ value: from('o') }))
    await value('SELECT pg_sleep(2.5) AS value', holder)
    await holder.query('COMMIT')
    await filling
    await holder.end()
    expect(await value('SELECT n AS value FROM items WHERE id = 7')).toBe(70)
    expect(await value('SELECT count(*)::int AS value FROM items WHERE n = o')).toBe(10)
    expect(await value(`SELECT current_setting('lock_timeout') AS value`)).toBe('0')
  })

  test('refuses to run inside a transaction', async () => {
    await client.query('CREATE TABLE items (id integer PRIMARY KEY, o integer, n integer); INSERT INTO items VALUES (1, 1)')
    await client.query('BEGIN')
    await expect(client.query(backfill({ value: from('o') }))).rejects.toMatchObject({ code: '2D000' })
    await client.query('ROLLBACK')
  })

  test('columns of the table may have the names of its own variables', async () => {
    await client.query(
      'CREATE TABLE items (id integer PRIMARY KEY, total integer, changed integer, failure integer, attempt integer, n integer)',
    )
    await client.query('INSERT INTO items SELECT g, g, g, g, g FROM generate_series(1, 10) AS g')
    await client.query(backfill({ value: expression('total + changed + failure'), where: expression('attempt > 5') }))
    expect(await value('SELECT count(*)::int AS value FROM items WHERE n = total * 3')).toBe(5)
  })

  describe('an expression', () => {
    beforeEach(async () => {
      await client.query('CREATE TABLE items (id integer PRIMARY KEY, o integer, n integer, also text)')
      await client.query('INSERT INTO items SELECT g, g, CASE WHEN g % 2 = 0 THEN -1 END FROM generate_series(1, 10) AS g')
    })

    test('fills only NULLs', async () => {
      await client.query(backfill({ value: expression('o * 2'), where: 'null' }))
      expect(await value('SELECT count(*)::int AS value FROM items WHERE n = o * 2')).toBe(5)
      expect(await value('SELECT count(*)::int AS value FROM items WHERE n = -1')).toBe(5)
    })

    test('that is new for every row', async () => {
      await client.query(backfill({ column: 'also', value: expression('gen_random_uuid()'), where: 'null' }))
      expect(await value('SELECT count(DISTINCT also)::int AS value FROM items')).toBe(10)
    })

    test('of several columns looks at all of them', async () => {
      await client.query('UPDATE items SET n = 5')
      await client.query(backfill({ value: expression('5'), also: [{ column: 'also', value: expression(`'x' -- why`) }] }))
      expect(await value(`SELECT count(*)::int AS value FROM items WHERE n = 5 AND also = 'x'`)).toBe(10)
    })

    test(`where the author's own condition holds`, async () => {
      await client.query(backfill({ value: expression('0'), where: expression('o > 7 OR o < 3') }))
      expect(await value('SELECT count(*)::int AS value FROM items WHERE n = 0')).toBe(5)
    })

    test('set in one go', async () => {
      const all = write({ kind: 'set-values', table, column: 'n', value: expression('o'), where: 'all' }, emptySchema, version)
      const rest = write(
        { kind: 'set-values', table, column: 'also', value: expression(`'y'`), where: 'null' },
        emptySchema,
        version,
      )
      expect(all).toEqual(['UPDATE "items" SET "n" = (o)'])
      await client.query([...all, ...rest].join(';'))
      expect(await value(`SELECT count(*)::int AS value FROM items WHERE n = o AND also = 'y'`)).toBe(10)
    })
  })

  describe('a conversion', () => {
    const convert = (source: Transform & { kind: 'convert' }) => from('o', source)

    test('stops at a value that does not fit, and says which', async () => {
      await client.query('CREATE TABLE items (id integer PRIMARY KEY, o text, n integer)')
      await client.query(`INSERT INTO items VALUES (1, '1'), (2, 'two')`)
      const statement = backfill({ value: convert({ kind: 'convert', from: text, to: integer }), batchSize: 1 })
      await expect(client.query(statement)).rejects.toThrow('invalid input syntax for type integer: "two"')
      expect(await value('SELECT n AS value FROM items WHERE id = 1')).toBe(1)
    })

    test('keeps what the new application wrote and the old column cannot hold', async () => {
      await client.query('CREATE TABLE items (id integer PRIMARY KEY, o integer, n bigint)')
      await client.query('INSERT INTO items VALUES (1, 1, NULL), (2, NULL, 3000000000), (3, NULL, NULL), (4, 4, 5)')
      await client.query(backfill({ value: convert({ kind: 'convert', from: integer, to: bigint }) }))
      const { rows } = await client.query('SELECT id, o, n FROM items ORDER BY id')
      expect(rows.map(({ n }) => n)).toEqual(['1', '3000000000', null, '4'])
    })

    test('never cuts text that is too long', async () => {
      await client.query('CREATE TABLE items (id integer PRIMARY KEY, o text, n varchar(3))')
      await client.query(`INSERT INTO items VALUES (1, 'abcd')`)
      const short = { sql: 'character varying(3)', name: 'character varying', arguments: [3], array: false }
      await expect(client.query(backfill({ value: convert({ kind: 'convert', from: text, to: short }) }))).rejects.toThrow(
        'value too long',
      )
    })
  })

  describe('a batched delete', () => {
    test('deletes what matches, all of it, and nothing else', async () => {
      await client.query('CREATE TABLE items (id integer PRIMARY KEY, o integer)')
      await client.query('INSERT INTO items SELECT g, g FROM generate_series(1, 1000) AS g')
      const [statement = ''] = write(
        { kind: 'delete-in-batches', table, key: ['id'], where: expression('o % 3 = 0'), batchSize: 70, pauseMs: 0 },
        emptySchema,
        version,
      )
      await client.query(statement)
      expect(await value('SELECT count(*)::int AS value FROM items')).toBe(667)
      expect(await value('SELECT count(*)::int AS value FROM items WHERE o % 3 = 0')).toBe(0)
      expect(notices.at(-1)).toBe('items: deleted 333 rows')
    })

    test('of every row', async () => {
      await client.query('CREATE TABLE items (id integer PRIMARY KEY)')
      await client.query('INSERT INTO items SELECT g FROM generate_series(1, 250) AS g')
      const [statement = ''] = write(
        { kind: 'delete-in-batches', table, key: ['id'], batchSize: 100, pauseMs: 1 },
        emptySchema,
        version,
      )
      await client.query(statement)
      expect(await value('SELECT count(*)::int AS value FROM items')).toBe(0)
    })
  })
})
