// The triggers on real servers: what the old and the new application write meets in both columns, and no write fails.
import {
  applyAll,
  columnIn,
  emptySchema,
  type Schema,
  type SyncColumns,
  type Transform,
  type Version,
} from '@migration-planner/core'
import fc from 'fast-check'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadParser } from '../load.ts'
import { startEmbedded, type EmbeddedServer } from '../live/index.ts'
import { readExpression, readPostgres } from '../read/index.ts'
import { write } from './index.ts'

await loadParser()

const table = { schema: undefined, name: 'users' }
const copy: Transform = { kind: 'copy' }

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

  /** A table of two columns beside its key and a note, with rows from before the trigger. */
  async function given(
    columns: string,
    options: { rows?: string; setup?: string; transforms?: Partial<SyncColumns> } = {},
  ): Promise<void> {
    const setup = options.setup ?? ''
    const create = `${setup}; CREATE TABLE users (id serial PRIMARY KEY, note text, ${columns});`
    await client.query('DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public')
    await client.query(create)
    if (options.rows !== undefined) await client.query(options.rows)
    const before = schemaOf(create)
    const intent: SyncColumns = {
      kind: 'sync-columns',
      table,
      old: 'o',
      new: 'n',
      forward: copy,
      backward: copy,
      name: 'sync',
      ...options.transforms,
    }
    await client.query(write(intent, before, version).join(';\n'))
  }

  /** Both columns between the types that the table gives them. */
  async function converting(columns: string, options: { rows?: string; setup?: string; using?: string } = {}): Promise<void> {
    const before = schemaOf(`${options.setup ?? ''}; CREATE TABLE users (${columns});`)
    const from = columnIn(before, table, 'o')?.type
    const to = columnIn(before, table, 'n')?.type
    const using = options.using === undefined ? undefined : readExpression(options.using)
    if (!from || !to || typeof using === 'string') throw new Error('the case is not well formed')
    const forward: Transform = { kind: 'convert', from, to, ...(using ? { using } : {}) }
    await given(columns, { ...options, transforms: { forward, backward: { kind: 'convert', from: to, to: from } } })
  }

  async function run(sql: string): Promise<void> {
    await client.query(sql)
  }

  /** `[old, new]` of the last row, as text. */
  async function pair(): Promise<readonly [unknown, unknown]> {
    const { rows } = await client.query<{ o: string; n: string }>('SELECT o::text, n::text FROM users ORDER BY id DESC LIMIT 1')
    return [rows[0]?.o, rows[0]?.n]
  }

  describe('a copy', () => {
    test.each([
      ['only the old application knows', `INSERT INTO users (o) VALUES ('a')`, ['a', 'a']],
      ['only the new application knows', `INSERT INTO users (n) VALUES ('b')`, ['b', 'b']],
      ['both', `INSERT INTO users (o, n) VALUES ('c', 'c')`, ['c', 'c']],
      ['neither', `INSERT INTO users (note) VALUES ('d')`, [null, null]],
      ['both, and they differ: the new one wins', `INSERT INTO users (o, n) VALUES ('e', 'f')`, ['f', 'f']],
    ])('INSERT of a column that %s', async (_case, sql, expected) => {
      await given('o text, n text')
      await run(sql)
      expect(await pair()).toEqual(expected)
    })

    test.each([
      ['the old', `o = 'b'`, ['b', 'b']],
      ['the new', `n = 'b'`, ['b', 'b']],
      ['both', `o = 'b', n = 'c'`, ['c', 'c']],
      ['the old to NULL', 'o = NULL', [null, null]],
      ['the new to NULL', 'n = NULL', [null, null]],
      ['neither', `note = 'x'`, ['a', 'a']],
      ['the old, and the new to what it was', `o = 'b', n = 'a'`, ['b', 'b']],
    ])('UPDATE of %s', async (_case, set, expected) => {
      await given('o text, n text')
      await run(`INSERT INTO users (o) VALUES ('a'); UPDATE users SET ${set}`)
      expect(await pair()).toEqual(expected)
    })

    test('a row from before the trigger is filled when anything is written to it', async () => {
      await given('o text, n text', { rows: `INSERT INTO users (o) VALUES ('a')` })
      expect(await pair()).toEqual(['a', null])
      await run(`UPDATE users SET note = 'x'`)
      expect(await pair()).toEqual(['a', 'a'])
    })

    test('a row from before the trigger, new column written first: the new word stands', async () => {
      await given('o text, n text', { rows: `INSERT INTO users (o) VALUES ('a')` })
      await run(`UPDATE users SET n = 'b'`)
      expect(await pair()).toEqual(['b', 'b'])
    })

    test('ON CONFLICT DO UPDATE of either column', async () => {
      await given('o text, n text')
      await run(`INSERT INTO users (id, o) VALUES (1, 'a')`)
      await run(`INSERT INTO users (id, o) VALUES (1, 'b') ON CONFLICT (id) DO UPDATE SET o = excluded.o`)
      expect(await pair()).toEqual(['b', 'b'])
      await run(`INSERT INTO users (id, n) VALUES (1, 'c') ON CONFLICT (id) DO UPDATE SET n = excluded.n`)
      expect(await pair()).toEqual(['c', 'c'])
    })

    test.each([
      ['json', `'{"a":1}'`, `'{"a":2}'`],
      ['xml', `'<a/>'`, `'<b/>'`],
      ['point', `'(1,2)'`, `'(3,4)'`],
      ['box', `'(1,1),(0,0)'`, `'(3,3),(2,2)'`],
      ['integer[]', `'{1}'`, `'{2}'`],
    ])('%s, whose values may not be comparable', async (type, one, other) => {
      await given(`o ${type}, n ${type}`)
      await run(`INSERT INTO users (o) VALUES (${one})`)
      const first = await pair()
      expect(first[1]).toEqual(first[0])
      await run(`UPDATE users SET n = ${other}`)
      const second = await pair()
      expect(second).not.toEqual(first)
      expect(second[0]).toEqual(second[1])
    })

    test('values that a collation calls equal still differ', async () => {
      const setup = `CREATE COLLATION loose (provider = icu, locale = 'und-u-ks-level2', deterministic = false)`
      await given('o text COLLATE loose, n text COLLATE loose', { setup })
      await run(`INSERT INTO users (o) VALUES ('bob'); UPDATE users SET o = 'Bob'`)
      expect(await pair()).toEqual(['Bob', 'Bob'])
    })

    test('names that need their quotes, in a schema outside the search path', async () => {
      await run('DROP SCHEMA IF EXISTS "My shop" CASCADE; CREATE SCHEMA "My shop"')
      await run('CREATE TABLE "My shop"."Order" (id int PRIMARY KEY, "old ""name""" text, "select" text)')
      const intent: SyncColumns = {
        kind: 'sync-columns',
        table: { schema: 'My shop', name: 'Order' },
        old: 'old "name"',
        new: 'select',
        forward: copy,
        backward: copy,
        name: 'Sync it',
      }
      await run(write(intent, emptySchema, version).join(';\n'))
      await run(`INSERT INTO "My shop"."Order" (id, "select") VALUES (1, 'a')`)
      const { rows } = await client.query('SELECT * FROM "My shop"."Order"')
      expect(rows).toEqual([{ id: 1, 'old "name"': 'a', select: 'a' }])
      await run(write({ kind: 'drop-sync', table: intent.table, name: intent.name }, emptySchema, version).join(';\n'))
      const { rows: left } = await client.query(`SELECT FROM pg_proc WHERE proname = 'Sync it'`)
      expect(left).toEqual([])
    })
  })

  describe('with defaults', () => {
    const writes: readonly (readonly [string, string])[] = [
      ['only old', `INSERT INTO users (o) VALUES ('a')`],
      ['only new', `INSERT INTO users (n) VALUES ('a')`],
      ['both', `INSERT INTO users (o, n) VALUES ('a', 'a')`],
    ]
    const homes: readonly (readonly [string, string])[] = [
      ['the old column', `o text DEFAULT 'd', n text`],
      ['the new column', `o text, n text DEFAULT 'd'`],
      ['both columns', `o text DEFAULT 'd', n text DEFAULT 'd'`],
    ]
    for (const [home, columns] of homes) {
      test.each(writes)(`on ${home}: what is given in %s arrives in both`, async (_case, sql) => {
        await given(columns)
        await run(sql)
        expect(await pair()).toEqual(['a', 'a'])
      })
      test(`on ${home}: what nobody gives is the default in both`, async () => {
        await given(columns)
        await run(`INSERT INTO users (note) VALUES ('x')`)
        expect(await pair()).toEqual(['d', 'd'])
      })
    }

    test('a new column whose default has filled old rows takes the old values, NULLs included', async () => {
      await given(`o text, n text DEFAULT 'd'`, { rows: `INSERT INTO users (o, n) VALUES ('a', 'd'), (NULL, 'd')` })
      await run(`UPDATE users SET note = 'x' WHERE id = 2`)
      expect(await pair()).toEqual([null, null])
      await run(`DELETE FROM users WHERE id = 2; UPDATE users SET note = 'x'`)
      expect(await pair()).toEqual(['a', 'a'])
    })

    test('a counter on the old column fills the new one', async () => {
      await converting('o serial, n bigint')
      await run(`INSERT INTO users (note) VALUES ('x')`)
      expect(await pair()).toEqual(['1', '1'])
    })
  })

  describe('a conversion that does not fit becomes NULL and stops nobody', () => {
    const uuid = '0b1c2d3e-0000-4000-8000-000000000001'
    const moods = `CREATE TYPE mood AS ENUM ('glad', 'sad'); CREATE TYPE state AS ENUM ('sad', 'calm')`
    test.each([
      ['o text, n integer', `'12'`, ['12', '12']],
      ['o text, n integer', `'twelve'`, ['twelve', null]],
      ['o text, n integer', `'99999999999'`, ['99999999999', null]],
      ['o text, n uuid', `'${uuid}'`, [uuid, uuid]],
      ['o text, n uuid', `'none'`, ['none', null]],
      ['o text, n boolean', `'yes'`, ['yes', 'true']],
      ['o text, n boolean', `'perhaps'`, ['perhaps', null]],
      ['o text, n numeric(4,2)', `'12.345'`, ['12.345', '12.35']],
      ['o text, n numeric(4,2)', `'1234'`, ['1234', null]],
      ['o text, n timestamptz', `'tomorrow week'`, ['tomorrow week', null]],
      ['o text, n date', `'2024-02-29'`, ['2024-02-29', '2024-02-29']],
      ['o text, n jsonb', `'{"a"'`, ['{"a"', null]],
      ['o text, n mood', `'sad'`, ['sad', 'sad']],
      ['o text, n mood', `'other'`, ['other', null]],
      ['o mood, n state', `'sad'`, ['sad', 'sad']],
      ['o mood, n state', `'glad'`, ['glad', null]],
      ['o mood, n text', `'glad'`, ['glad', 'glad']],
      ['o text, n varchar(3)', `'abc  '`, ['abc  ', 'abc']],
      ['o text, n varchar(3)', `'abcd'`, ['abcd', null]],
      ['o varchar(10), n varchar(3)', `'abcd'`, ['abcd', null]],
      ['o bigint, n integer', '7', ['7', '7']],
      ['o bigint, n integer', '3000000000', ['3000000000', null]],
      ['o integer, n smallint', '40000', ['40000', null]],
      ['o integer, n bigint', '40000', ['40000', '40000']],
      ['o numeric, n integer', '2147483647.4', ['2147483647.4', '2147483647']],
      ['o numeric, n integer', '2147483647.5', ['2147483647.5', null]],
      ['o numeric, n integer', `'NaN'`, ['NaN', null]],
      ['o double precision, n integer', `'Infinity'`, ['Infinity', null]],
      ['o double precision, n bigint', '9223372036854775807', ['9.223372036854776e+18', null]],
      ['o numeric(10,2), n numeric(4,1)', '999.94', ['999.94', '999.9']],
      ['o numeric(10,2), n numeric(4,1)', '999.95', ['999.95', null]],
      ['o integer, n numeric(3,1)', '100', ['100', null]],
      ['o json, n jsonb', `'{"a":"\\u0000"}'`, ['{"a":"\\u0000"}', null]],
      ['o integer, n text', '5', ['5', '5']],
      ['o integer, n varchar(2)', '555', ['555', null]],
      ['o timestamp, n timestamptz', `'2024-01-01'`, ['2024-01-01 00:00:00', expect.stringContaining('2024-01-01 00:00:00')]],
      ['o text[], n integer[]', `'{1,2}'`, ['{1,2}', '{1,2}']],
      ['o text[], n integer[]', `'{1,x}'`, ['{1,x}', null]],
    ])('%s: %s', async (columns, value, expected) => {
      await converting(columns, { setup: moods })
      await run(`INSERT INTO users (o) VALUES (${value})`)
      expect(await pair()).toEqual(expected)
      await run(`UPDATE users SET note = 'x'`)
      expect(await pair()).toEqual(expected)
    })

    test('what the old column cannot hold stays in the new one, whatever else is written', async () => {
      await converting('o integer, n bigint', { rows: 'INSERT INTO users (o) VALUES (1)' })
      await run('UPDATE users SET n = 3000000000')
      expect(await pair()).toEqual([null, '3000000000'])
      await run(`UPDATE users SET note = 'x'`)
      expect(await pair()).toEqual([null, '3000000000'])
      await run('UPDATE users SET o = 5')
      expect(await pair()).toEqual(['5', '5'])
    })

    test('what the old column holds only rounded stays whole in the new one', async () => {
      await converting('o integer, n numeric(10,2)')
      await run('INSERT INTO users (n) VALUES (1.25)')
      expect(await pair()).toEqual(['1', '1.25'])
      await run(`UPDATE users SET note = 'x', o = 1`)
      expect(await pair()).toEqual(['1', '1.25'])
    })

    test('filling the new column by hand does not touch what the old one says', async () => {
      await converting('o text, n integer', { rows: `INSERT INTO users (o) VALUES ('007')` })
      await run('UPDATE users SET n = o::integer')
      expect(await pair()).toEqual(['007', '7'])
    })
  })

  describe(`the author's own conversion`, () => {
    const using = `CASE users."o" WHEN 'o' THEN 0 /* o */ ELSE length(note) + "o"::integer END`

    test('reads the row that is written', async () => {
      await converting('o text, n integer', { using })
      await run(`INSERT INTO users (note, o) VALUES ('abc', '10')`)
      expect(await pair()).toEqual(['10', '13'])
      await run(`UPDATE users SET o = 'o'`)
      expect(await pair()).toEqual(['o', '0'])
    })

    test('becomes NULL where it raises', async () => {
      await converting('o text, n integer', { using: '100 / o::integer' })
      await run(`INSERT INTO users (o) VALUES ('0')`)
      expect(await pair()).toEqual(['0', null])
    })

    test('follows the column when the two have swapped their names', async () => {
      await client.query('DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public')
      const create = 'CREATE TABLE users (id serial PRIMARY KEY, note text, o text, n integer)'
      await run(create)
      const expression = readExpression('n::integer * 2')
      const before = schemaOf(create)
      const from = columnIn(before, table, 'o')?.type
      const to = columnIn(before, table, 'n')?.type
      if (typeof expression === 'string' || !from || !to) throw new Error('the case is not well formed')
      const forward: Transform = { kind: 'convert', from, to, using: expression }
      const backward: Transform = { kind: 'convert', from: to, to: from }
      await run(
        write({ kind: 'sync-columns', table, old: 'o', new: 'n', forward, backward, name: 'sync' }, before, version).join(';\n'),
      )
      await run(`INSERT INTO users (o) VALUES ('4')`)
      expect(await pair()).toEqual(['4', '8'])
    })
  })

  test('whatever the two applications do in turn, the last word stands in both columns', async () => {
    await given('o text, n text')
    const word = fc.oneof(fc.constant(null), fc.constantFrom('a', 'b', ''))
    const step = fc.record({ column: fc.constantFrom('o', 'n'), value: word })
    await fc.assert(
      fc.asyncProperty(step, fc.array(step, { maxLength: 6 }), async (first, others) => {
        await client.query(`INSERT INTO users (${first.column}) VALUES ($1)`, [first.value])
        for (const { column, value } of others)
          await client.query(`UPDATE users SET ${column} = $1 WHERE id = (SELECT max(id) FROM users)`, [value])
        const last = others.at(-1) ?? first
        expect(await pair()).toEqual([last.value, last.value])
      }),
      { numRuns: 60 },
    )
  })

  describe('a fill trigger', () => {
    async function filling(value: string): Promise<void> {
      await client.query('DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public')
      await run('CREATE TABLE parents (id integer, label text); INSERT INTO parents VALUES (1, $$one$$)')
      await run('CREATE TABLE users (id serial PRIMARY KEY, name text, o text, n text)')
      const expression = readExpression(value)
      if (typeof expression === 'string') throw new Error(expression)
      await run(
        write({ kind: 'fill-column', table, column: 'n', value: expression, name: 'fill' }, emptySchema, version).join(';\n'),
      )
    }

    test.each([
      [`'new'`, 'new'],
      [`lower(name) || '-name' || "users".id`, 'ann-name1'],
      [`coalesce((SELECT label FROM parents WHERE parents.id = users.id), 'none')`, 'one'],
    ])('%s', async (value, expected) => {
      await filling(value)
      await run(`INSERT INTO users (name) VALUES ('Ann')`)
      expect((await pair())[1]).toBe(expected)
    })

    test('leaves alone what somebody gave, and fills what is set to NULL', async () => {
      await filling(`'new'`)
      await run(`INSERT INTO users (n) VALUES ('given')`)
      expect((await pair())[1]).toBe('given')
      await run('UPDATE users SET n = NULL')
      expect((await pair())[1]).toBe('new')
    })
  })
})
