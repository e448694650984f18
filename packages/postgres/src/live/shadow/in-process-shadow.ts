// Throw-away databases inside this process (PGlite), where no native build runs: slower, one session each, PostgreSQL 18 only.
import type { PGlite } from '@electric-sql/pglite'
import { type Session, type Shadow, type ShadowDatabase, UsageError } from '@migration-planner/core'

export async function openInProcessShadow(): Promise<Shadow> {
  const made = new Map<ShadowDatabase, PGlite>()
  const keep = (database: PGlite): ShadowDatabase => {
    const shadowDatabase: ShadowDatabase = {
      session: sessionOf(database),
      url: undefined,
      async drop() {
        if (made.delete(shadowDatabase)) await database.close()
      },
    }
    made.set(shadowDatabase, database)
    return shadowDatabase
  }
  const { PGlite: Database } = await import('@electric-sql/pglite')
  const first = await Database.create()
  const { rows } = await first.query<{ server_version: string }>('SHOW server_version')
  const version = rows[0]?.server_version ?? '18'
  // The empty database that is there already serves the first who asks.
  let unused: PGlite | undefined = first
  return {
    description: `PostgreSQL ${version} in this process (PGlite)`,
    major: Number.parseInt(version, 10),
    async create() {
      const database = unused ?? (await Database.create())
      unused = undefined
      return keep(database)
    },
    async copy(database) {
      const source = made.get(database)
      if (!source) throw new UsageError('Only a database of the same shadow can be copied.', 'Make it with create().')
      // The copy begins as after a crash: without a checkpoint its sequences would skip numbers.
      await source.query('CHECKPOINT')
      return keep(await Database.create({ loadDataDir: await source.dumpDataDir('none') }))
    },
    async close() {
      for (const database of made.keys()) await database.drop()
      await unused?.close()
    },
  }
}

function sessionOf(database: PGlite): Session {
  return {
    async query(sql, parameters) {
      const { rows } = await database.query<Record<string, unknown>>(sql, parameters === undefined ? undefined : [...parameters])
      return rows
    },
    async script(sql) {
      await database.exec(sql)
    },
    close: () => Promise.resolve(),
  }
}
