// Columns inside the author's expressions: found by the parser, whatever stands around them.
import type { Expression } from '@migration-planner/core'
import { beforeAll, describe, expect, test } from 'vitest'
import { loadParser } from '../load.ts'
import { readExpression } from '../read/index.ts'
import { defaultSql, isSameColumn, ofNewRow, renameColumns } from './expressions.ts'

beforeAll(loadParser)

function expression(sql: string): Expression {
  const read = readExpression(sql)
  if (typeof read === 'string') throw new Error(read)
  return read
}

describe('columns under other names', () => {
  test.each([
    ['name', '"full name"'],
    ['lower(name)', 'lower("full name")'],
    ['"name" IS NOT NULL', '"full name" IS NOT NULL'],
    ['NAME > 1', '"full name" > 1'],
    [`name = 'name' /* name */`, `"full name" = 'name' /* name */`],
    ['users.name || shop.users."name"', 'users."full name" || shop.users."full name"'],
    ['users . /* name */ name', 'users . /* name */ "full name"'],
    [`'🦊' || name || '🦊' || name`, `'🦊' || "full name" || '🦊' || "full name"`],
    ['"größe" + name', '"größe" + "full name"'],
    ['name::text COLLATE "C" -- name', '"full name"::text COLLATE "C" -- name'],
    ['names + name(1) + other', 'names + name(1) + other'],
    ['(name).street', '("full name").street'],
    ['"Name" = name', '"Name" = "full name"'],
    ['CASE WHEN name IN (1, 2) THEN name END', 'CASE WHEN "full name" IN (1, 2) THEN "full name" END'],
  ])('%s', (sql, expected) => {
    expect(renameColumns(expression(sql), { name: 'full name' }).sql).toBe(expected)
  })

  test('two names that change places', () => {
    const renamed = renameColumns(expression('a - b'), { a: 'b', b: 'a' })
    expect(renamed).toEqual({ sql: '"b" - "a"', volatility: 'constant', columns: ['b', 'a'] })
  })
})

test('the row that is written stands for the table, but not for the tables of a sub-query', () => {
  const sql = `coalesce(name, (SELECT name FROM parents WHERE parents.id = users.id AND name <> ''), users."Id"::text)`
  expect(ofNewRow(sql, 'users')).toBe(
    `coalesce(NEW."name", (SELECT name FROM parents WHERE parents.id = NEW."id" AND name <> ''), NEW."Id"::text)`,
  )
})

test('a USING that says nothing is known by its tree', () => {
  const short = { sql: 'character varying(20)', name: 'character varying', arguments: [20], array: false }
  for (const same of ['name', '"name"', '(name)', 'name::varchar(20)', 'CAST(name AS character varying(20))']) {
    expect([same, isSameColumn(same, 'name', short)]).toEqual([same, true])
  }
  for (const other of ['name::text', 'name::varchar(21)', 'lower(name)', 'named', 'Other', 'name || name', '1']) {
    expect([other, isSameColumn(other, 'name', short)]).toEqual([other, false])
  }
})

test('a default keeps its words where the grammar takes them', () => {
  for (const plain of [`'x'`, 'now()', '-1', `'{}'::jsonb`, 'a + 1', '(a IS NULL)', 'CURRENT_TIMESTAMP'])
    expect(defaultSql(plain)).toBe(plain)
  for (const wide of ['a IS NULL', 'a IN (1)', `a LIKE 'x'`, 'a AND b']) expect(defaultSql(wide)).toBe(`(${wide})`)
  expect(defaultSql(`'x' -- why`)).toBe(`'x'`)
})
