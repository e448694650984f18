// Checks on real servers of every supported major: each is one SELECT of one value, and the value is right.
import { type Check, type DataType, emptySchema, type Expression, type Question, type Transform } from '@migration-planner/core'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { loadParser } from '../load.ts'
import { startEmbedded, type EmbeddedServer } from '../live/index.ts'
import { readExpression, readPostgres } from '../read/index.ts'
import { writeCheck } from './index.ts'

await loadParser()

const table = { schema: undefined, name: 'Items' }

function type(sql: string): DataType {
  const [operation] = readPostgres({ path: 'type.sql', text: `ALTER TABLE t ADD COLUMN c ${sql}` }).statements.flatMap(
    ({ parts }) => parts.map((part) => part.operation),
  )
  if (operation?.kind !== 'add-column') throw new Error(`no type: ${sql}`)
  return operation.column.type
}

function expression(sql: string): Expression {
  const read = readExpression(sql)
  if (typeof read === 'string') throw new Error(read)
  return read
}

const setup = `
  CREATE TABLE parents (id integer, part text, PRIMARY KEY (id, part));
  INSERT INTO parents VALUES (1, 'a'), (2, 'b');
  CREATE TABLE "Items" (id integer PRIMARY KEY, parent integer, part text, name text, "Copy" text, number integer, large bigint, data json, data_copy json);
  INSERT INTO "Items" VALUES
    (1, 1, 'a', 'one', 'one', 1, 1, '{}', '{}'),
    (2, 2, 'a', 'one', 'one', 40000, 40000, '{}', '{"a":1}'),
    (3, NULL, 'a', NULL, NULL, NULL, 3000000000, NULL, NULL),
    (4, 3, NULL, 'two', 'zwei', 4, 5, '{}', '{}');
  CREATE TABLE many (id integer PRIMARY KEY, value integer);
  INSERT INTO many SELECT g, CASE WHEN g > 10 THEN g END FROM generate_series(1, 5000) AS g;
  ANALYZE many;
  ALTER TABLE "Items" ADD CONSTRAINT late CHECK (number > 0) NOT VALID;
  ALTER TABLE "Items" ADD CONSTRAINT sure CHECK (number > 0);
  CREATE INDEX "by Name" ON "Items" (name);`

describe.each([15, 16, 17, 18])('on PostgreSQL %i', (major) => {
  let server: EmbeddedServer
  let client: pg.Client

  beforeAll(async () => {
    server = await startEmbedded({ major })
    client = new pg.Client({ connectionString: server.url })
    await client.connect()
    await client.query(setup)
  })
  afterAll(async () => {
    await client.end()
    await server.stop()
  })

  async function answer(question: Question, expected: Check['expected'] = 0): Promise<number> {
    const { sql, title } = writeCheck({ title: 'asked', question, expected }, { major, known: true }, emptySchema)
    expect(title).toBe('asked')
    await client.query('BEGIN READ ONLY')
    try {
      const { rows, fields } = await client.query<{ value: string }>(sql)
      expect(fields.map(({ name }) => name)).toEqual(['value'])
      expect(rows).toHaveLength(1)
      return Number(rows[0]?.value)
    } finally {
      await client.query('ROLLBACK')
    }
  }

  const copy: Transform = { kind: 'copy' }
  const many = { schema: undefined, name: 'many' }
  const references = { table: { schema: undefined, name: 'parents' }, columns: ['id', 'part'] }
  const widened: Transform = { kind: 'convert', from: type('integer'), to: type('bigint') }
  const questions: readonly (readonly [Question, number])[] = [
    [{ kind: 'row-count', table }, 4],
    [{ kind: 'nulls', table, column: 'name' }, 1],
    [{ kind: 'duplicates', table, columns: ['name'] }, 1],
    [{ kind: 'duplicates', table, columns: ['name', 'id'] }, 0],
    [{ kind: 'duplicates', table, columns: ['part'], where: expression('id > 2') }, 0],
    // The second half of the key decides, and a key that is not whole refers to nothing.
    [{ kind: 'orphans', table, columns: ['parent', 'part'], references }, 1],
    [{ kind: 'violations', table, expression: expression(`name <> 'two'`) }, 1],
    [{ kind: 'differences', table, column: 'Copy', from: 'name', transform: copy }, 1],
    [{ kind: 'differences', table, column: 'data_copy', from: 'data', transform: copy }, 1],
    // What the old column cannot hold is no difference.
    [{ kind: 'differences', table, column: 'large', from: 'number', transform: widened }, 1],
    [{ kind: 'sample', table, column: 'Copy', from: 'name', transform: copy, rows: 1000 }, 1],
    [{ kind: 'sample', table: many, column: 'value', from: 'id', transform: copy, rows: 10_000 }, 10],
    [{ kind: 'constraint-valid', table, constraint: 'late' }, 0],
    [{ kind: 'constraint-valid', table, constraint: 'sure' }, 1],
    [{ kind: 'index-valid', table, index: 'by Name' }, 1],
    [{ kind: 'index-valid', table, index: 'not there' }, 0],
  ]
  for (const [question, expected] of questions) {
    test(`${question.kind}: ${expected} of ${JSON.stringify(question).slice(0, 120)}`, async () => {
      expect(await answer(question)).toBe(expected)
    })
  }

  test('the size of a table', async () => {
    expect(await answer({ kind: 'table-size', table }, 'informational')).toBeGreaterThan(8000)
  })

  test('a sample of a large table is about as large as asked for', async () => {
    const sampled = await answer({
      kind: 'sample',
      table: many,
      column: 'value',
      from: 'id',
      transform: { ...widened, using: expression('-id') },
      rows: 100,
    })
    expect(sampled).toBeLessThanOrEqual(100)
  })

  test('counting stops early where none is expected, and not where the number is wanted', async () => {
    const question: Question = { kind: 'violations', table: many, expression: expression('value < 0') }
    expect(await answer(question, 0)).toBe(1000)
    expect(await answer(question, 'informational')).toBe(4990)
  })

  describe('conversions that fail', () => {
    const uuid = '0b1c2d3e-0000-4000-8000-000000000001'
    const cases: readonly (readonly [from: string, to: string, good: readonly string[], bad: readonly string[]])[] = [
      ['text', 'integer', ['1', ' -2 ', '+3', '2147483647'], ['', 'x', '1.5', '2147483648', '1 2']],
      ['text', 'smallint', ['32767'], ['32768']],
      ['varchar(50)', 'bigint', ['9223372036854775807'], ['9223372036854775808']],
      ['text', 'uuid', [uuid, uuid.toUpperCase(), uuid.replaceAll('-', '')], ['', 'x', `${uuid}0`]],
      ['text', 'boolean', ['yes', ' TRUE ', 'f', '0', 'of'], ['', 'maybe', '2', 'o']],
      ['text', 'numeric', ['1', '.5', '1.', '-1.5e3', ' 2 '], ['', '.', 'e3', '1,5']],
      ['text', 'varchar(3)', ['abc', 'ab    ', ''], ['abcd', ' abc']],
      ['varchar(10)', 'varchar(3)', ['abc'], ['abcd']],
      ['text', 'char(2)', ['ab'], ['abc']],
      ['integer', 'smallint', ['32767', '-32768'], ['32768', '-32769']],
      ['bigint', 'integer', ['2147483647'], ['2147483648']],
      ['numeric', 'integer', ['2147483647.49', '-2147483648.49'], ['2147483647.5', '-2147483648.5', 'NaN']],
      ['double precision', 'integer', ['2147483647.4', '-1e9'], ['1e10', 'Infinity', 'NaN']],
      ['numeric', 'numeric(4,2)', ['99.99', '99.994', 'NaN'], ['99.995', '100', '-100']],
      ['integer', 'numeric(3,1)', ['99'], ['100']],
      ['integer', 'varchar(2)', ['99'], ['100']],
    ]
    /** What the server itself says of one value. */
    async function converts(value: string, from: string, to: string): Promise<boolean> {
      // Text is cut where it is cast, and refused where it is assigned.
      const using = to.includes('char') ? '' : `USING v::${to}`
      await client.query(`DROP TABLE IF EXISTS one; CREATE TABLE one (v ${from})`)
      await client.query('INSERT INTO one VALUES ($1)', [value])
      return client.query(`ALTER TABLE one ALTER v TYPE ${to} ${using}`).then(
        () => true,
        () => false,
      )
    }

    for (const [from, to, good, bad] of cases) {
      test(`from ${from} to ${to}`, async () => {
        await client.query(`DROP TABLE IF EXISTS mixed; CREATE TABLE mixed (v ${from}); INSERT INTO mixed VALUES (NULL)`)
        for (const value of [...good, ...bad]) {
          expect([value, await converts(value, from, to)]).toEqual([value, good.includes(value)])
          await client.query('INSERT INTO mixed VALUES ($1)', [value])
        }
        const mixed = { schema: undefined, name: 'mixed' }
        expect(await answer({ kind: 'conversion-failures', table: mixed, column: 'v', from: type(from), to: type(to) })).toBe(
          bad.length,
        )
      })
    }

    test('of an enum are values that it does not have', async () => {
      await client.query(`DROP TYPE IF EXISTS "Role" CASCADE; CREATE TYPE "Role" AS ENUM ('USER', 'ADMIN')`)
      await client.query(
        `DROP TABLE IF EXISTS roles; CREATE TABLE roles (v text); INSERT INTO roles VALUES ('USER'), ('user'), (NULL)`,
      )
      const enums = new Map([['public.Role', { name: { schema: undefined, name: 'Role' }, values: ['USER', 'ADMIN'] }]])
      const question: Question = {
        kind: 'conversion-failures',
        table: { schema: undefined, name: 'roles' },
        column: 'v',
        from: type('text'),
        to: type('"Role"'),
      }
      const { sql } = writeCheck({ title: 'roles', question, expected: 0 }, { major, known: true }, { ...emptySchema, enums })
      const { rows } = await client.query(sql)
      expect(rows).toEqual([{ value: '1' }])
    })

    test('where only trying tells, the query fails with the words of the server', async () => {
      await client.query(`DROP TABLE IF EXISTS tried; CREATE TABLE tried (v text); INSERT INTO tried VALUES ('1'), (NULL), ('x')`)
      const question: Question = {
        kind: 'conversion-failures',
        table: { schema: undefined, name: 'tried' },
        column: 'v',
        from: type('text'),
        to: type('integer'),
        using: expression('v::integer * 2'),
      }
      await expect(answer(question)).rejects.toThrow('invalid input syntax for type integer: "x"')
      await client.query(`DELETE FROM tried WHERE v = 'x'`)
      expect(await answer(question)).toBe(0)
    })

    test('cannot happen where every value fits', () => {
      const question: Question = {
        kind: 'conversion-failures',
        table,
        column: 'number',
        from: type('integer'),
        to: type('bigint'),
      }
      expect(writeCheck({ title: 'none', question, expected: 0 }, { major, known: true }).sql).toBe('SELECT 0 AS value')
    })
  })
})
