// Expressions: what is one, which columns it reads and how steady it is.
import { beforeAll, describe, expect, it } from 'vitest'
import { loadParser } from '../load.ts'
import { readExpression } from './standalone-expressions.ts'

beforeAll(loadParser)

describe('readExpression', () => {
  it.each([
    ["'active'", 'constant', []],
    ['\'a\'::"Role"', 'constant', []],
    ["'2020-01-01'::timestamptz", 'constant', []],
    ['ARRAY[1, 2]::int[]', 'constant', []],
    ['1 + 2 * -3', 'constant', []],
    ['lower(name) || \' \' || u."Last"', 'constant', ['name', 'Last']],
    ["CASE WHEN a > 0 THEN b ELSE coalesce(c, 'x') END", 'constant', ['a', 'b', 'c']],
    ['u.*', 'constant', ['*']],
    ['now()', 'stable', []],
    ['CURRENT_TIMESTAMP(3)', 'stable', []],
    ["now() AT TIME ZONE 'UTC'", 'stable', []],
    ['localtimestamp', 'stable', []],
    ['current_user', 'stable', []],
    ['pg_catalog.now()', 'stable', []],
    ['a::text::timestamptz', 'stable', ['a']],
    ['(SELECT max(id) FROM users)', 'stable', ['id']],
    ["concat(a, 'x')", 'stable', ['a']],
    ['gen_random_uuid()', 'volatile', []],
    ['uuid_generate_v4()', 'volatile', []],
    ['uuidv7()', 'volatile', []],
    ['random()', 'volatile', []],
    ['clock_timestamp()', 'volatile', []],
    ["nextval('s'::regclass)", 'volatile', []],
    ['lower(mine())', 'volatile', []],
    ['app.now()', 'volatile', []],
    ['1 OPERATOR(app.+) 2', 'volatile', []],
  ])('%s is %s', (sql, volatility, columns) => {
    expect(readExpression(sql)).toEqual({ sql, volatility, columns })
  })

  it('leaves a comment at the end alone', () => {
    expect(readExpression(' 1 -- one')).toEqual({ sql: '1 -- one', volatility: 'constant', columns: [] })
  })

  it.each([
    '',
    '1, 2',
    '1) + (2',
    '1) FROM users WHERE (true',
    '1) UNION SELECT (2',
    '1); DROP TABLE users; SELECT (2',
    '1 AS a',
    "'open",
    'SELECT 1',
    '*',
  ])('refuses %j', (sql) => {
    expect(readExpression(sql)).toEqual(expect.stringMatching(/./u))
  })
})
