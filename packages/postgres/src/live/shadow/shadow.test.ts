// Shadows on real servers: native, in this process, and a server that was named.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Session, Shadow } from '@migration-planner/core'
import { startEmbedded, type EmbeddedServer } from '../embedded/server.ts'
import { connect } from '../session.ts'
import { openInProcessShadow } from './in-process-shadow.ts'
import { openShadow } from './shadow.ts'

let server: EmbeddedServer
let admin: Session

beforeAll(async () => {
  server = await startEmbedded({ major: 18 })
  admin = await connect(server.url)
})

afterAll(async () => {
  await admin.close()
  await server.stop()
})

async function databases(): Promise<readonly string[]> {
  const rows = await admin.query("SELECT datname FROM pg_database WHERE datname LIKE 'migration_planner_shadow_%' ORDER BY 1")
  return rows.map(({ datname }) => String(datname))
}

const places: readonly (readonly [string, () => Promise<Shadow>, number])[] = [
  ['native 15', () => openShadow({ major: 15 }), 15],
  ['native newest', () => openShadow({}), 18],
  ['a server by URL', () => openShadow({ shadowUrl: server.url }), 18],
  ['in this process', openInProcessShadow, 18],
]

describe.each(places)('a shadow: %s', (_, open, major) => {
  it('makes databases, copies them with their rows, and keeps them apart', async () => {
    const shadow = await open()
    expect(shadow.major).toBe(major)
    expect(shadow.description).toContain(`PostgreSQL ${major}`)
    const first = await shadow.create()
    await first.session.script(
      "CREATE TABLE t (id serial PRIMARY KEY, name text); INSERT INTO t (name) SELECT 'x' FROM generate_series(1, 3)",
    )
    const copy = await shadow.copy(first)
    await copy.session.script('DELETE FROM t WHERE id = 1')
    const count = async (session: Session) => (await session.query('SELECT count(*)::int AS n FROM t'))[0]?.['n']
    expect([await count(first.session), await count(copy.session)]).toEqual([3, 2])
    expect(await copy.session.query('INSERT INTO t DEFAULT VALUES RETURNING id')).toEqual([{ id: 4 }])
    const other = await shadow.create()
    await expect(other.session.query('SELECT * FROM t')).rejects.toThrow('does not exist')
    await shadow.close()
  })

  it('sends a file as one message: one implicit transaction', async () => {
    const shadow = await open()
    const { session } = await shadow.create()
    await expect(session.script('CREATE TABLE a (id int); CREATE INDEX CONCURRENTLY i ON a (id)')).rejects.toThrow(
      'transaction block',
    )
    expect(await session.query("SELECT to_regclass('a') IS NULL AS gone")).toEqual([{ gone: true }])
    await shadow.close()
  })
})

describe('databases on a server that was named', () => {
  it('are dropped at the end, and nothing else is', async () => {
    await admin.query('CREATE DATABASE migration_planner_shadow_of_somebody_else')
    const shadow = await openShadow({ shadowUrl: server.url })
    await shadow.copy(await shadow.create())
    expect(await databases()).toHaveLength(3)
    await shadow.close()
    expect(await databases()).toEqual(['migration_planner_shadow_of_somebody_else'])
    await admin.query('DROP DATABASE migration_planner_shadow_of_somebody_else')
  })

  it('are dropped a day later where a killed process left them', async () => {
    const comment = (name: string, at: Date) =>
      admin.query(`COMMENT ON DATABASE ${name} IS 'Throw-away database of Migration Planner, made at ${at.toISOString()}'`)
    await admin.query('CREATE DATABASE migration_planner_shadow_old')
    await admin.query('CREATE DATABASE migration_planner_shadow_new')
    await comment('migration_planner_shadow_old', new Date(Date.now() - 25 * 3_600_000))
    await comment('migration_planner_shadow_new', new Date())
    await (await openShadow({ shadowUrl: server.url })).close()
    expect(await databases()).toEqual(['migration_planner_shadow_new'])
    await admin.query('DROP DATABASE migration_planner_shadow_new')
  })

  it('refuses the target itself, in every spelling', async () => {
    const target = server.url.replace('127.0.0.1', 'localhost')
    await expect(async () => openShadow({ shadowUrl: server.url, targetUrl: `${target}?schema=app` })).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.not.stringContaining(new URL(server.url).password),
    })
  })

  it('names server and reason, never the password, where it cannot be reached', async () => {
    const attempt = openShadow({ shadowUrl: 'postgresql://somebody:hunter2@127.0.0.1:1/nowhere' })
    await expect(attempt).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringMatching(/^The database at 127\.0\.0\.1:1\/nowhere cannot be reached: .*ECONNREFUSED/),
    })
    await expect(attempt).rejects.not.toMatchObject({ message: expect.stringContaining('hunter2') })
  })
})
