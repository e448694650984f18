// Populating real databases: no table stays empty, values are extreme, and the same each time.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Session, Shadow } from '@migration-planner/core'
import { openShadow } from '../shadow/shadow.ts'
import { compareContents, contentsOf } from '../snapshot/contents.ts'
import { populate } from './populate.ts'

const options = { rowsPerTable: 100, seed: 7 }

describe.each([15, 18])('populating PostgreSQL %i', (major) => {
  let shadow: Shadow
  beforeAll(async () => {
    shadow = await openShadow({ major })
  })
  afterAll(() => shadow.close())

  const populated = async (sql: string) => {
    const { session } = await shadow.create()
    await session.script(sql)
    return { session, result: await populate(session, options) }
  }
  const value = async (session: Session, sql: string) => (await session.query(`SELECT (${sql}) AS value`))[0]?.['value']

  it('fills tables of every type with NULLs, duplicates and extremes', async () => {
    const types = [
      ...[
        'int2',
        'int4',
        'int8',
        'numeric',
        'numeric(5,2)',
        'money',
        'float4',
        'float8',
        'bool',
        'text',
        'varchar(3)',
        'char(5)',
        'uuid',
      ],
      ...[
        'date',
        'timestamp(3)',
        'timestamptz',
        'time',
        'timetz',
        'interval',
        'json',
        'jsonb',
        'bytea',
        'inet',
        'cidr',
        'macaddr',
        'bit(3)',
      ],
      ...[
        'varbit',
        'xml',
        'tsvector',
        'tsquery',
        'point',
        'box',
        'polygon',
        'circle',
        'int4range',
        'tstzrange',
        'text[]',
        'int[]',
        'mood',
        'mood[]',
      ],
      ...['email', 'pair'],
    ]
    const columns = types.map((type, index) => `c${index} ${type}`).join(', ')
    const { session, result } = await populated(`
      CREATE TYPE mood AS ENUM ('sad', 'it''s "ok"'); CREATE DOMAIN email AS varchar(20) CHECK (VALUE LIKE '%@%'); CREATE TYPE pair AS (a int, b int);
      CREATE TABLE wide (id serial PRIMARY KEY, ${columns})`)
    expect(result).toEqual({ rows: expect.toSatisfy((rows: number) => rows > 60), empty: [] })
    const filled = types.map((type, index) => [type, `count(c${index}) > 0 AND count(*) > count(c${index})`] as const)
    const found = await session.query(`SELECT ${filled.map(([, sql], index) => `${sql} AS "${index}"`).join(', ')} FROM wide`)
    const missing = types.filter((type, index) => type !== 'pair' && found[0]?.[index] !== true)
    expect(missing).toEqual([])
    expect(await value(session, 'SELECT array_agg(DISTINCT c1) @> ARRAY[-2147483648, 2147483647, 0] FROM wide')).toBe(true)
    expect(await value(session, "SELECT count(*)::int FROM wide WHERE c9 = '42'")).toBeGreaterThan(1)
    expect(await value(session, "SELECT count(*)::int FROM wide WHERE c9 = 'plain'")).toBeGreaterThan(1)
  })

  it('follows references: own table, circles, composite and shared columns', async () => {
    const { session, result } = await populated(`
      CREATE TABLE companies (id uuid PRIMARY KEY, boss int);
      CREATE TABLE people (company uuid REFERENCES companies, id int, manager int, PRIMARY KEY (company, id), UNIQUE (id),
        FOREIGN KEY (company, manager) REFERENCES people);
      ALTER TABLE companies ADD FOREIGN KEY (boss) REFERENCES people (id);
      CREATE TABLE badges (company uuid NOT NULL REFERENCES companies, person int NOT NULL, FOREIGN KEY (company, person) REFERENCES people);
      CREATE TABLE nodes (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, parent int REFERENCES nodes);`)
    expect(result.empty).toEqual([])
    const tables = ['companies', 'people', 'badges', 'nodes']
    const counts = await Promise.all(tables.map((table) => value(session, `SELECT count(*)::int FROM ${table}`)))
    expect(counts.filter((count) => Number(count) < 40)).toEqual([])
    expect(await value(session, 'SELECT count(boss)::int FROM companies')).toBeGreaterThan(10)
    expect(await value(session, 'SELECT count(parent)::int FROM nodes')).toBeGreaterThan(10)
  })

  it('meets conditions, unique indexes and partitions', async () => {
    const { session, result } = await populated(`
      CREATE TABLE shop (id bigserial PRIMARY KEY, status text NOT NULL CHECK (status IN ('new', 'paid', 'sent')), total int CHECK (total BETWEEN 10 AND 20),
        email text UNIQUE CHECK (email LIKE '%@%.com'), code char(2) UNIQUE, twice bigint GENERATED ALWAYS AS (total * 2) STORED,
        CHECK (status <> 'paid' OR total > 15));
      CREATE TABLE log (at date NOT NULL, kind text) PARTITION BY RANGE (at);
      CREATE TABLE log_2026 PARTITION OF log FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
      CREATE TABLE regions (kind text) PARTITION BY LIST (kind);
      CREATE TABLE regions_eu PARTITION OF regions FOR VALUES IN ('eu', 'uk');
      CREATE TABLE nothing ();`)
    expect(result.empty).toEqual([])
    expect(await value(session, 'SELECT count(DISTINCT status)::int FROM shop')).toBe(3)
    expect(await value(session, 'SELECT count(*)::int FROM shop')).toBeGreaterThan(15)
    expect(await value(session, 'SELECT count(*)::int FROM log')).toBeGreaterThan(10)
    expect(await value(session, 'SELECT array_agg(DISTINCT kind ORDER BY kind) FROM regions')).toEqual(['eu', 'uk'])
  })

  it('says which table stayed empty and why', async () => {
    const { result } = await populated('CREATE TABLE closed (id int, CONSTRAINT never CHECK (false))')
    expect(result.empty).toEqual([
      { table: { schema: 'public', name: 'closed' }, because: 'new row for relation "closed" violates check constraint "never"' },
    ])
  })

  it('makes the same rows each time', async () => {
    const sql = 'CREATE TABLE t (id uuid PRIMARY KEY, a text, b int, c timestamptz)'
    const one = await contentsOf((await populated(sql)).session)
    const other = await contentsOf((await populated(sql)).session)
    expect(compareContents(one, other)).toEqual([])
    expect(one.get('public.t')?.rows).toHaveLength(100)
  })
})
