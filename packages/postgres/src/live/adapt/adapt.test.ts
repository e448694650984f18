// Adapting real rows: each kind of refusal, and only the rows that are in the way.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Shadow } from '@migration-planner/core'
import { startEmbedded } from '../embedded/server.ts'
import { connect } from '../session.ts'
import { openShadow } from '../shadow/shadow.ts'
import { adapt } from './adapt.ts'

const base = `
CREATE TABLE users (id int PRIMARY KEY, name text, age text, boss int);
CREATE TABLE orders (id int PRIMARY KEY, user_id int REFERENCES users);
INSERT INTO users VALUES (1, 'a', '1', 1), (2, 'a', '2', 9), (3, NULL, 'many', NULL), (4, 'a very long name', '4', 2);
INSERT INTO orders VALUES (1, 1), (2, 2), (3, 3), (4, NULL);`

const cases: readonly (readonly [string, readonly number[], string])[] = [
  ['ALTER TABLE users ALTER COLUMN name SET NOT NULL', [1, 2, 4], 'they have no name'],
  ['CREATE UNIQUE INDEX ON users (name)', [1, 3, 4], 'they have the same name as another row'],
  ['CREATE UNIQUE INDEX ON users (lower(name)) WHERE id < 3', [1, 3, 4], 'they have the same (lower(name)) as another row'],
  ['ALTER TABLE users ADD UNIQUE (name)', [1, 3, 4], 'they have the same name as another row'],
  ['ALTER TABLE users ADD CHECK (length(name) < 5)', [1, 2, 3], 'they do not meet length(name) < 5'],
  ['ALTER TABLE users ADD FOREIGN KEY (boss) REFERENCES users (id)', [1, 3], 'they refer to no row of users'],
  ['ALTER TABLE users ALTER COLUMN age TYPE int USING age::int', [1, 2, 4], 'their age is no integer'],
  ['ALTER TABLE users ALTER COLUMN name TYPE varchar(5)', [1, 2, 3], 'their name is no character varying(5)'],
  ['ALTER TABLE users ALTER COLUMN name SET NOT NULL; CREATE UNIQUE INDEX ON users (name)', [1, 4], 'they have no name'],
  ['UPDATE users SET boss = age::int', [], 'invalid input syntax for type integer: "many"'],
]

describe('adapting rows', () => {
  let shadow: Shadow
  beforeAll(async () => {
    shadow = await openShadow({ major: 18 })
  })
  afterAll(() => shadow.close())

  it.each(cases)('%s', async (sql, left, because) => {
    const database = await shadow.create()
    await database.session.script(base)
    const adapted = await adapt(shadow, database, [sql])
    expect(adapted.failure).toBeUndefined()
    expect(adapted.removed[0]).toMatchObject({ table: { name: 'users' }, because })
    const users = await database.session.query('SELECT id FROM users ORDER BY id')
    expect(users.map(({ id }) => id)).toEqual(left)
    const orphans = 'SELECT 1 FROM orders WHERE user_id IS NOT NULL AND user_id NOT IN (SELECT id FROM users)'
    expect(await database.session.query(orphans)).toEqual([])
    await database.drop()
  })

  it('also where it may not silence the triggers of foreign keys', async () => {
    const server = await startEmbedded({ major: 15 })
    const admin = await connect(server.url)
    await admin.query("CREATE ROLE maker LOGIN CREATEDB PASSWORD 'maker'")
    await admin.close()
    const url = new URL(server.url)
    url.username = url.password = 'maker'
    const limited = await openShadow({ shadowUrl: url.href })
    const database = await limited.create()
    await database.session.script(base)
    const adapted = await adapt(limited, database, ['ALTER TABLE users ALTER COLUMN name SET NOT NULL'])
    expect(adapted).toEqual({ removed: [{ table: { schema: undefined, name: 'users' }, rows: 1, because: 'they have no name' }] })
    expect(await database.session.query('SELECT id FROM orders ORDER BY id')).toEqual([{ id: 1 }, { id: 2 }, { id: 4 }])
    await limited.close()
    await server.stop()
  })

  it('removes nothing where nothing is in the way', async () => {
    const database = await shadow.create()
    await database.session.script(base)
    expect(await adapt(shadow, database, ['ALTER TABLE users ADD COLUMN extra int'])).toEqual({ removed: [] })
  })

  it('tells of a statement that no row is to blame for', async () => {
    const database = await shadow.create()
    await database.session.script(base)
    const statement = 'ALTER TABLE users ADD COLUMN name int'
    expect(await adapt(shadow, database, [statement])).toMatchObject({
      removed: [],
      failure: { statement, failure: { code: '42701', fault: 'statement' } },
    })
  })
})
