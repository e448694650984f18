// INSERT, UPDATE, DELETE and TRUNCATE.
import { beforeAll, describe, expect, it } from 'vitest'
import type { Operation } from '@migration-planner/core'
import { loadParser } from '../load.ts'
import { readPostgres } from './read.ts'

beforeAll(loadParser)

const parts = (text: string) => readPostgres({ path: 'migration.sql', text }).statements.flatMap((statement) => statement.parts)
const operations = (text: string): readonly Operation[] => parts(text).map(({ operation }) => operation)

const users = { schema: undefined, name: 'users' }
const constant = (sql: string, ...columns: string[]) => ({ sql, volatility: 'constant', columns })

describe('UPDATE', () => {
  it('of several columns at once gives each its own value', () => {
    expect(operations('UPDATE users SET (a, b) = ROW(lower(c), 2), (d) = (3)')).toMatchObject([
      {
        set: [
          { column: 'a', value: constant('lower(c)', 'c') },
          { column: 'b', value: constant('2') },
          { column: 'd', value: constant('(3)') },
        ],
        readsOtherTables: false,
      },
    ])
  })

  it.each<[string, object]>([
    ['UPDATE users SET a = 1', { set: [{ column: 'a', value: constant('1') }], readsOtherTables: false }],
    [
      'UPDATE users AS u SET a = lower(u.b), c = (u.d IS DISTINCT FROM 2) WHERE u.a IS NULL RETURNING u.id',
      {
        set: [
          { column: 'a', value: constant('lower(b)', 'b') },
          { column: 'c', value: constant('(d IS DISTINCT FROM 2)', 'd') },
        ],
        where: constant('a IS NULL', 'a'),
        readsOtherTables: false,
      },
    ],
    [
      'UPDATE users SET a = b IS DISTINCT FROM c WHERE true',
      {
        set: [{ column: 'a', value: constant('b IS DISTINCT FROM c', 'b', 'c') }],
        where: constant('true'),
        readsOtherTables: false,
      },
    ],
    [
      "UPDATE users SET a = '=' || b, c = now()",
      {
        set: [
          { column: 'a', value: constant("'=' || b", 'b') },
          { column: 'c', value: { sql: 'now()', volatility: 'stable', columns: [] } },
        ],
        readsOtherTables: false,
      },
    ],
    [
      'UPDATE users u SET a = o.b FROM orders o WHERE o.id = u.id',
      { set: [{ column: 'a', value: constant('o.b', 'b') }], where: constant('o.id = u.id', 'id'), readsOtherTables: true },
    ],
    [
      'UPDATE users SET a = (SELECT max(b) FROM orders)',
      {
        set: [{ column: 'a', value: { sql: '(SELECT max(b) FROM orders)', volatility: 'stable', columns: ['b'] } }],
        readsOtherTables: true,
      },
    ],
    [
      'WITH x AS (UPDATE t SET a = 1) UPDATE users SET (a, b) = (SELECT 1, 2), c = 3',
      {
        set: [
          { column: 'a', value: { sql: '(SELECT 1, 2)', volatility: 'stable', columns: [] } },
          { column: 'b', value: { sql: '(SELECT 1, 2)', volatility: 'stable', columns: [] } },
          { column: 'c', value: constant('3') },
        ],
        readsOtherTables: true,
      },
    ],
  ])('%s', (sql, operation) => {
    expect(operations(sql)).toEqual([{ kind: 'update-rows', table: users, ...operation }])
  })

  it.each(['UPDATE users SET a[1] = 2', 'UPDATE users SET a = 1 WHERE CURRENT OF c'])('%s is delimited only', (sql) => {
    expect(operations(sql)).toMatchObject([{ kind: 'opaque', what: 'UPDATE' }])
  })
})

describe('other changes of rows', () => {
  it.each([
    ['DELETE FROM users', { kind: 'delete-rows', table: users, readsOtherTables: false }],
    [
      'DELETE FROM users u WHERE u.a < now() RETURNING *',
      {
        kind: 'delete-rows',
        table: users,
        where: { sql: 'a < now()', volatility: 'stable', columns: ['a'] },
        readsOtherTables: false,
      },
    ],
    [
      'DELETE FROM users USING b WHERE b.id = a',
      { kind: 'delete-rows', table: users, where: constant('b.id = a', 'id', 'a'), readsOtherTables: true },
    ],
    ["INSERT INTO users (a, b) VALUES (1, ';')", { kind: 'insert-rows', table: users, fromQuery: false, columns: ['a', 'b'] }],
    ['INSERT INTO users SELECT * FROM b', { kind: 'insert-rows', table: users, fromQuery: true, columns: [] }],
    ['INSERT INTO users DEFAULT VALUES', { kind: 'insert-rows', table: users, fromQuery: false, columns: [] }],
    [
      'TRUNCATE users, shop.orders CASCADE',
      { kind: 'truncate', tables: [users, { schema: 'shop', name: 'orders' }], cascade: true },
    ],
  ])('%s', (sql, operation) => {
    expect(operations(sql)).toEqual([operation])
  })
})
