// CREATE INDEX whole, DROP INDEX, renames and REINDEX.
import { beforeAll, describe, expect, it } from 'vitest'
import type { Operation } from '@migration-planner/core'
import { loadParser } from '../load.ts'
import { readPostgres } from './read.ts'

beforeAll(loadParser)

const parts = (text: string) => readPostgres({ path: 'migration.sql', text }).statements.flatMap((statement) => statement.parts)
const operations = (text: string): readonly Operation[] => parts(text).map(({ operation }) => operation)

const users = { schema: undefined, name: 'users' }
const index = { table: users, unique: false, method: 'btree', include: [], nullsNotDistinct: false }
const constant = (sql: string, ...columns: string[]) => ({ sql, volatility: 'constant', columns })

describe('CREATE INDEX', () => {
  it('keeps everything that a rebuilt one must have again', () => {
    const sql = `CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS "i" ON shop.users USING btree (lower(email) COLLATE "C" text_pattern_ops DESC NULLS LAST, (a || ',' || b), c NULLS FIRST)
      INCLUDE (d, e) NULLS NOT DISTINCT WITH (fillfactor = 70, deduplicate_items = off) TABLESPACE fast WHERE deleted_at IS NULL`
    const shop = { schema: 'shop', name: 'users' }
    expect(operations(sql)).toEqual([
      {
        kind: 'add-index',
        table: shop,
        concurrently: true,
        ifNotExists: true,
        index: {
          name: 'i',
          table: shop,
          unique: true,
          method: 'btree',
          keys: [
            {
              expression: constant('lower(email)', 'email'),
              descending: true,
              nulls: 'last',
              collation: 'C',
              operatorClass: 'text_pattern_ops',
            },
            { expression: constant("a || ',' || b", 'a', 'b'), descending: false },
            { column: 'c', descending: false, nulls: 'first' },
          ],
          include: ['d', 'e'],
          nullsNotDistinct: true,
          storage: 'fillfactor = 70, deduplicate_items = off',
          tablespace: 'fast',
          where: constant('deleted_at IS NULL', 'deleted_at'),
        },
      },
    ])
  })

  it.each([
    [
      '(a, b)',
      'users_a_b_idx',
      [
        { column: 'a', descending: false },
        { column: 'b', descending: false },
      ],
    ],
    ['(a DESC NULLS FIRST)', 'users_a_idx', [{ column: 'a', descending: true }]],
    ['(coalesce(a, (b)) DESC)', 'users_coalesce_idx', [{ expression: constant('coalesce(a, (b))', 'a', 'b'), descending: true }]],
    ['((a::text))', 'users_a_idx', [{ expression: constant('a::text', 'a'), descending: false }]],
  ])('ON users %s is called %s', (keys, name, read) => {
    const [operation] = operations(`CREATE INDEX ON users ${keys}`)
    expect(operation).toMatchObject({ kind: 'add-index', concurrently: false, index: { ...index, name, keys: read } })
  })

  it.each(['ON ONLY users (a)', 'ON users USING gist (a gist_trgm_ops (siglen = 32))'])('%s is delimited only', (rest) => {
    expect(operations(`CREATE INDEX i ${rest}`)).toMatchObject([
      { kind: 'opaque', what: 'CREATE INDEX', mentions: expect.arrayContaining(['i', 'users', 'a']) },
    ])
  })
})

describe('existing indexes', () => {
  it.each([
    [
      'DROP INDEX CONCURRENTLY IF EXISTS shop.i CASCADE',
      { kind: 'drop-index', index: { schema: 'shop', name: 'i' }, concurrently: true, ifExists: true, cascade: true },
    ],
    ['ALTER INDEX i RENAME TO j', { kind: 'rename-index', index: { name: 'i' }, to: 'j' }],
    ['REINDEX INDEX CONCURRENTLY i', { kind: 'reindex', what: 'index', name: { name: 'i' }, concurrently: true }],
    [
      'REINDEX TABLE shop.users',
      { kind: 'reindex', what: 'table', name: { schema: 'shop', name: 'users' }, concurrently: false },
    ],
    ['REINDEX SCHEMA shop', { kind: 'reindex', what: 'schema', name: { name: 'shop' }, concurrently: false }],
  ])('%s', (sql, operation) => {
    expect(operations(sql)).toEqual([operation])
  })
})
