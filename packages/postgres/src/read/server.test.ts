// What the reader says from the text alone, asked of a real server: chosen names, printed types, and how steady functions are.
import { availableMajors, startEmbedded, type EmbeddedServer } from '../live/index.ts'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { loadParser } from '../load.ts'
import { functionVolatilities } from './functions.ts'
import { readPostgres } from './read.ts'

let server: EmbeddedServer
let client: pg.Client

beforeAll(async () => {
  await loadParser()
  server = await startEmbedded({ major: Math.max(...availableMajors()) })
  client = new pg.Client({ connectionString: server.url })
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await server.stop()
})

const operations = (text: string) =>
  readPostgres({ path: 'x.sql', text }).statements.flatMap(({ parts }) => parts.map(({ operation }) => operation))
const column = async (sql: string): Promise<readonly unknown[]> =>
  (await client.query<unknown[]>({ text: sql, rowMode: 'array' })).rows.map(([value]) => value)

const long = 'a_name_that_is_almost_as_long_as_a_name_may_be_in_postgresql'
const longer = 'another_name_that_is_long_but_not_quite_so_long'

describe('names that the server chooses', () => {
  it.each([
    'CREATE TABLE plain (id serial PRIMARY KEY, email text UNIQUE, age int CHECK (age > 0), a int, b int, UNIQUE (a, b) INCLUDE (age), CHECK (a < b), CHECK (b > a), CHECK (a > 1), CHECK (2 > 1))',
    'CREATE TABLE referring (id int PRIMARY KEY, parent int REFERENCES referring, a int, b int, UNIQUE (a, b), FOREIGN KEY (b, a) REFERENCES referring (a, b))',
    `CREATE TABLE ${long} (${longer} int UNIQUE CHECK (${longer} > 0), ${long} int, UNIQUE (${long}, ${longer}))`,
    `CREATE TABLE "Größe😀${longer}" ("Ünï😀${longer}" int UNIQUE, x int4range, EXCLUDE USING gist (x WITH &&))`,
    'CREATE TABLE excluding (a int4range, b int, EXCLUDE USING gist (a WITH &&), EXCLUDE USING btree (b WITH =, (b + 1) WITH =))',
  ])('%s', async (sql) => {
    await client.query('BEGIN')
    await client.query(sql)
    const [created] = operations(sql)
    const named =
      created?.kind === 'create-table'
        ? created.constraints.filter(({ kind }) => kind !== 'not-null').map(({ name }) => name)
        : []
    expect(
      await column(
        `SELECT conname FROM pg_constraint WHERE contype <> 'n' AND conrelid <> 0 AND connamespace = 'public'::regnamespace ORDER BY conname COLLATE "C"`,
      ),
    ).toEqual(named.toSorted((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other))))
    await client.query('ROLLBACK')
  })

  it.each([
    '(a)',
    '(a, b DESC)',
    '(a) INCLUDE (b, c)',
    '(lower(c), upper(c), lower(c || c))',
    '((a + b))',
    '((a::text), (b::bigint))',
    "((c::jsonb -> 'x'), coalesce(a, b), (CASE WHEN a > 1 THEN 2 END), (nullif(a, b)), greatest(a, b))",
    '((ARRAY[a, b]), (ROW(a, b) IS NULL))',
    '((c COLLATE "C"), (CASE WHEN true THEN 1 ELSE a END))',
  ])('CREATE INDEX ON %s', async (keys) => {
    await client.query('BEGIN')
    await client.query('CREATE TABLE t (a int, b int, c text)')
    await client.query(`CREATE INDEX ON t ${keys}`)
    const [index] = operations(`CREATE INDEX ON t ${keys}`)
    expect(await column(`SELECT relname FROM pg_class WHERE relkind = 'i' AND relnamespace = 'public'::regnamespace`)).toEqual([
      index?.kind === 'add-index' ? index.index.name : undefined,
    ])
    await client.query('ROLLBACK')
  })
})

describe('types as the server prints them', () => {
  const types = [
    ...[
      'int',
      'int2',
      'int8',
      'smallint',
      'float',
      'float(53)',
      'float(3)',
      'real',
      'double precision',
      'bool',
      'numeric',
      'numeric(10)',
      'numeric(10,2)',
      'dec(5, 0)',
    ],
    ...[
      'varchar',
      'varchar(10)',
      'character varying(7)[]',
      'char',
      'char(5)',
      'bpchar',
      '"char"',
      'text',
      'name',
      'json',
      'jsonb',
      'xml',
      'uuid',
      'bytea',
      'date',
    ],
    ...[
      'time',
      'time(2)',
      'timetz',
      'time(1) with time zone',
      'timestamp',
      'timestamp(3)',
      'timestamptz',
      'timestamptz(6)',
      'timestamp with time zone',
    ],
    ...[
      'interval',
      'interval(3)',
      'interval year',
      'interval day to minute',
      'interval second(2)',
      'bit',
      'bit(4)',
      'varbit',
      'bit varying(8)',
    ],
    ...[
      'inet',
      'cidr',
      'macaddr',
      'money',
      'point',
      'oid',
      'regclass',
      'int[][]',
      'int ARRAY',
      'tsvector',
      'int4range',
      'int4multirange',
    ],
    ...['pg_catalog.int4', 'pg_catalog.text', '"Mixed"', 'public."Mixed"', 'lower', '"select"', 'shop."Order"[]'],
  ]

  it('are the reader’s', async () => {
    await client.query('CREATE SCHEMA shop')
    for (const type of ['"Mixed"', 'lower', '"select"', 'shop."Order"']) await client.query(`CREATE TYPE ${type} AS ENUM ('a')`)
    const table = `CREATE TABLE t (${types.map((type, index) => `c${index} ${type}`).join(', ')})`
    await client.query(table)
    const columns = operations(table).flatMap((operation) => (operation.kind === 'create-table' ? operation.columns : []))
    const printed = await column(
      `SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 't'::regclass AND attnum > 0 ORDER BY attnum`,
    )
    expect(columns.map(({ type }) => type.sql)).toEqual(printed)
  })
})

describe('functions', () => {
  it('are at least as steady as the table says, in every overload', async () => {
    const { rows } = await client.query<{ name: string; worst: string }>(
      `SELECT proname AS name, CASE WHEN bool_or(provolatile = 'v') THEN 'volatile' WHEN bool_or(provolatile = 's') THEN 'stable' ELSE 'constant' END AS worst
       FROM pg_proc WHERE pronamespace = 'pg_catalog'::regnamespace AND proname = ANY ($1) GROUP BY proname`,
      [[...functionVolatilities.keys()]],
    )
    const asked = new Map(rows.map(({ name, worst }) => [name, worst]))
    expect([...functionVolatilities].filter(([name, volatility]) => asked.get(name) !== volatility)).toEqual([])
  })
})
