// Comparing the rows of real databases: no order counts, and every difference can be found.
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Difference, Shadow } from '@migration-planner/core'
import { openShadow } from '../shadow/shadow.ts'
import { compareContents, contentsOf } from './contents.ts'

let shadow: Shadow
beforeAll(async () => {
  shadow = await openShadow({ major: 18 })
})
afterAll(() => shadow.close())

const base = `
CREATE TABLE users (id int PRIMARY KEY, name text, at timestamptz);
CREATE TABLE log (line text);
INSERT INTO users VALUES (1, 'a', '2026-01-01'), (2, NULL, NULL), (3, 'c', '2026-01-02');
INSERT INTO log VALUES ('x'), ('x'), ('y');`

async function changed(sql: string, except: Parameters<typeof compareContents>[2] = []): Promise<readonly Difference[]> {
  const one = await shadow.create()
  await one.session.script(base)
  const other = await shadow.copy(one)
  await other.session.script(sql)
  return compareContents(await contentsOf(one.session), await contentsOf(other.session), except)
}

it('knows no order of rows or columns', async () => {
  expect(await changed("DELETE FROM users WHERE id = 1; INSERT INTO users VALUES (1, 'a', '2026-01-01')")).toEqual([])
  expect(
    await changed(
      'ALTER TABLE users ADD COLUMN copy text; UPDATE users SET copy = name; ALTER TABLE users DROP COLUMN name; ALTER TABLE users RENAME COLUMN copy TO name',
    ),
  ).toEqual([])
})

it('names the row by its key, and the column', async () => {
  expect(await changed("UPDATE users SET name = 'b' WHERE id = 2")).toEqual([
    { class: 'rows', object: 'row id = 2 of users', property: 'name', one: 'NULL', other: 'b' },
  ])
})

it('finds rows that are gone, new, or there more often', async () => {
  const found = await changed(
    "DELETE FROM users WHERE id = 3; INSERT INTO log VALUES ('y'); DELETE FROM log WHERE ctid = '(0,1)'",
  )
  expect(found.map(({ object, one, other }) => [object, one, other])).toEqual([
    ['row line = x of log', 'line = x', undefined],
    ['row line = y of log', undefined, 'line = y'],
    ['row id = 3 of users', expect.stringContaining('name = c'), undefined],
  ])
})

it('shows the first few of many', async () => {
  const found = await changed("INSERT INTO log SELECT 'line ' || i FROM generate_series(1, 50) i")
  expect(found).toHaveLength(4)
  expect(found.at(-1)).toMatchObject({ object: 'table log', property: 'further differences', one: '47' })
})

it('of excepted columns compares only whether there is a value', async () => {
  const except = [{ table: { schema: undefined, name: 'users' }, column: 'at' }]
  expect(await changed('UPDATE users SET at = now() WHERE at IS NOT NULL', except)).toEqual([])
  expect(await changed('UPDATE users SET at = now()', except)).toMatchObject([{ object: 'row id = 2 of users', property: 'at' }])
})

it('finds tables and columns that only one side has', async () => {
  const found = await changed('DROP TABLE log; ALTER TABLE users DROP COLUMN at')
  expect(found.map(({ object, property }) => `${object} ${property}`)).toEqual([
    'table log existence',
    'column users.at existence',
  ])
})
