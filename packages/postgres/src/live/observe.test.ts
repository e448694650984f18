// What the server says that a statement did: locks with what they block, rewrites and reads.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Shadow } from '@migration-planner/core'
import { observe } from './observe.ts'
import { openShadow } from './shadow/shadow.ts'

const cases: readonly (readonly [string, readonly string[], string])[] = [
  ['ALTER TABLE a ADD COLUMN x int', ['a ACCESS EXCLUSIVE reads and writes'], 'catalog'],
  ['ALTER TABLE a ALTER COLUMN n TYPE bigint', ['a ACCESS EXCLUSIVE reads and writes', 'a SHARE writes'], 'rewrite'],
  ['ALTER TABLE a ALTER COLUMN n SET NOT NULL', ['a ACCESS EXCLUSIVE reads and writes'], 'scan'],
  ['CREATE INDEX ON a (n)', ['a SHARE writes'], 'scan'],
  [
    'ALTER TABLE b ADD FOREIGN KEY (a) REFERENCES a NOT VALID',
    ['a ACCESS SHARE nothing', 'a SHARE ROW EXCLUSIVE writes', 'b ACCESS SHARE nothing', 'b SHARE ROW EXCLUSIVE writes'],
    'catalog',
  ],
  ['DROP TABLE b', ['b ACCESS EXCLUSIVE reads and writes'], 'catalog'],
  ['CREATE TABLE c (id int)', [], 'catalog'],
  ['UPDATE a SET n = n + 1', ['a ROW EXCLUSIVE nothing'], 'scan'],
]

describe.each([15, 18])('observing PostgreSQL %i', (major) => {
  let shadow: Shadow
  beforeAll(async () => {
    shadow = await openShadow({ major })
  })
  afterAll(() => shadow.close())

  it.each(cases)('%s', async (statement, locks, work) => {
    const database = await shadow.create()
    await database.session.script(
      'CREATE TABLE a (id int PRIMARY KEY, n int); CREATE TABLE b (id int, a int); INSERT INTO a SELECT i, i FROM generate_series(1, 500) i',
    )
    await database.session.query('ANALYZE')
    const [observed] = await observe(database.session, [statement])
    expect(observed?.locks.map(({ table, mode, blocks }) => `${table.name} ${mode} ${blocks}`).toSorted()).toEqual(locks)
    expect(observed?.work).toBe(work)
    await database.drop()
  })

  it('sees each statement by itself, and keeps none where one is refused', async () => {
    const { session } = await shadow.create()
    await session.script('CREATE TABLE a (id int)')
    const observed = await observe(session, ['ALTER TABLE a ADD COLUMN x int', 'ALTER TABLE a ADD COLUMN y int'])
    expect(observed.map(({ locks }) => locks.length)).toEqual([1, 0])
    await expect(observe(session, ['ALTER TABLE a ADD COLUMN z int', 'ALTER TABLE a ADD COLUMN y int'])).rejects.toThrow(
      'already exists',
    )
    await expect(session.query('SELECT z FROM a')).rejects.toThrow('does not exist')
  })
})
