// Facts that no lock shows: what loses values, and what the application that runs meanwhile stumbles over.
import { applyAll, emptySchema, type Effects } from '@migration-planner/core'
import { describe, expect, test } from 'vitest'
import { postgres } from '../engine.ts'
import { loadParser } from '../load.ts'

await loadParser()

const schema = `
  CREATE TYPE mood AS ENUM ('glad');
  CREATE TABLE users (id integer PRIMARY KEY, name text NOT NULL DEFAULT 'x', age integer, price numeric(10,4), ratio double precision,
    born timestamp(3), feeling mood, code varchar(10));`

function operationsIn(sql: string) {
  return postgres.read({ path: 'test.sql', text: sql }).statements.flatMap(({ parts }) => parts.map(({ operation }) => operation))
}

function effectsOf(sql: string): Effects {
  const [operation] = operationsIn(sql)
  if (!operation) throw new Error(`no operation: ${sql}`)
  return postgres.effectsOf(operation, applyAll(emptySchema, operationsIn(schema)), { major: 17, known: true })
}

const type = (action: string) => `ALTER TABLE users ALTER COLUMN ${action}`

describe('loses values', () => {
  test.each([
    'ALTER TABLE users DROP COLUMN age',
    'DROP TABLE users',
    'TRUNCATE users',
    'DELETE FROM users WHERE id = 1',
    'DROP TYPE mood CASCADE',
    'DROP SCHEMA public CASCADE',
    type('price TYPE numeric(10,2)'),
    type('price TYPE integer'),
    type('ratio TYPE real'),
    type('born TYPE date'),
    type('born TYPE timestamp(0)'),
    'DO $$ BEGIN DELETE FROM users; END $$',
  ])('%s', (sql) => {
    expect(effectsOf(sql).losesData).toBe(true)
  })

  test.each([
    type('price TYPE numeric(12,4)'),
    type('age TYPE smallint'),
    type('code TYPE varchar(5)'),
    type('born TYPE timestamptz'),
    'DROP TYPE mood',
    'DROP INDEX users_name',
    'UPDATE users SET age = 1',
  ])('%s does not: it keeps them or is refused', (sql) => {
    expect(effectsOf(sql).losesData).toBe(false)
  })
})

describe('breaks the application that runs', () => {
  test.each([
    'ALTER TABLE users RENAME COLUMN name TO full_name',
    'ALTER TABLE users RENAME TO people',
    'ALTER TABLE users DROP COLUMN age',
    'DROP TABLE users',
    'ALTER TABLE users ADD COLUMN status text NOT NULL',
    type('age SET NOT NULL'),
    type('name DROP DEFAULT'),
    type('code TYPE integer USING code::integer'),
    `ALTER TYPE mood RENAME VALUE 'glad' TO 'happy'`,
    'DROP VIEW seen',
  ])('%s', (sql) => {
    expect(effectsOf(sql).breaksRunningCode).toBe(true)
  })

  test.each([
    'ALTER TABLE users ADD COLUMN status text',
    `ALTER TABLE users ADD COLUMN status text NOT NULL DEFAULT 'new'`,
    'ALTER TABLE users ADD COLUMN number serial',
    type('age TYPE bigint'),
    type('age DROP DEFAULT'),
    type('name DROP NOT NULL'),
    'CREATE INDEX ON users (age)',
    'TRUNCATE users',
  ])('%s does not', (sql) => {
    expect(effectsOf(sql).breaksRunningCode).toBe(false)
  })
})

test('a change on a table that nobody told us of is taken for the worst', () => {
  expect(effectsOf('ALTER TABLE strangers ALTER COLUMN age TYPE varchar(20)').work).toBe('rewrite')
  expect(effectsOf('ALTER TABLE strangers ALTER COLUMN age SET NOT NULL').work).toBe('scan')
  expect(effectsOf('ALTER TABLE strangers VALIDATE CONSTRAINT any_of_them').work).toBe('scan')
})

test('statements built at run time may do anything', () => {
  expect(effectsOf(`DO $$ BEGIN EXECUTE 'DROP TABLE ' || current_user; END $$`).work).toBe('unknown')
})

test('every source is a page of the manual of the version asked about', () => {
  expect(effectsOf('ALTER TABLE users DROP COLUMN age').source).toBe('https://www.postgresql.org/docs/17/sql-altertable.html')
})
