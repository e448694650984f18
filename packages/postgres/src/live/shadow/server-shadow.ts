// Throw-away databases on a server: made, copied and dropped by us, and told from all others by their comment.
import { randomBytes } from 'node:crypto'
import { type Session, type Shadow, type ShadowDatabase, UsageError } from '@migration-planner/core'
import { failureOf } from '../failure.ts'
import { quote } from '../quote.ts'
import { addressOf, connect, parkingSession, urlOfDatabase } from '../session.ts'

export interface ServerShadowOptions {
  readonly url: string
  /** Undefined for a server that somebody named: it is asked for its version. */
  readonly description: string | undefined
  /** Copies the files, which is fast where the checkpoint that it makes disturbs nobody. */
  readonly fileCopy: boolean
  readonly closed: () => Promise<void>
}

const prefix = 'migration_planner_shadow_'
const mark = 'Throw-away database of Migration Planner, made at '
const dayMs = 24 * 60 * 60 * 1000

interface Server {
  readonly admin: Session
  readonly url: string
  readonly strategy: string
  readonly made: Map<string, Made>
}

interface Made extends ShadowDatabase {
  readonly name: string
  park(): Promise<void>
}

export async function openServerShadow(options: ServerShadowOptions): Promise<Shadow> {
  const admin = await connect(options.url)
  const { major, version } = await versionOf(admin)
  const strategy = options.fileCopy && major >= 15 ? ' STRATEGY file_copy' : ''
  const server: Server = { admin, url: options.url, strategy, made: new Map() }
  await dropForgotten(admin)
  return {
    description: options.description ?? `PostgreSQL ${version} of --shadow-url`,
    major,
    create: () => make(server, 'template0'),
    async copy(database) {
      const source = [...server.made.values()].find((candidate) => candidate === database)
      if (!source) throw new UsageError('Only a database of the same shadow can be copied.', 'Make it with create().')
      await source.park()
      await untilNobodyIsOn(admin, source.name)
      return make(server, source.name)
    },
    async close() {
      for (const database of server.made.values()) await database.drop()
      await admin.close()
      await options.closed()
    },
  }
}

async function versionOf(admin: Session): Promise<{ readonly major: number; readonly version: string }> {
  const [row] = await admin.query(
    "SELECT current_setting('server_version_num')::int / 10000 AS major, split_part(current_setting('server_version'), ' ', 1) AS version",
  )
  return { major: Number(row?.['major']), version: String(row?.['version']) }
}

async function make(server: Server, template: string): Promise<Made> {
  const name = `${prefix}${randomBytes(8).toString('hex')}`
  try {
    await server.admin.query(`CREATE DATABASE ${quote(name)} TEMPLATE ${quote(template)}${server.strategy}`)
    await server.admin.query(`COMMENT ON DATABASE ${quote(name)} IS '${mark}${new Date().toISOString()}'`)
  } catch (error) {
    throw new UsageError(
      `No throw-away database can be made on ${addressOf(server.url)}: ${failureOf(error).message}`,
      'The user of --shadow-url needs the right CREATEDB.',
    )
  }
  const url = urlOfDatabase(server.url, name)
  const session = parkingSession(url)
  const database: Made = {
    name,
    url,
    session,
    park: session.park,
    async drop() {
      if (!server.made.delete(name)) return
      await session.close()
      await dropMarked(server.admin, name)
    },
  }
  server.made.set(name, database)
  return database
}

// The server waits a tenth of a second when it still sees the session that was just closed; asking is faster.
async function untilNobodyIsOn(admin: Session, name: string): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    const rows = await admin.query('SELECT 1 FROM pg_stat_activity WHERE datname = $1 LIMIT 1', [name])
    if (rows.length === 0) return
  }
}

async function commentOf(admin: Session, name: string): Promise<string> {
  const [row] = await admin.query("SELECT shobj_description(oid, 'pg_database') AS comment FROM pg_database WHERE datname = $1", [
    name,
  ])
  return String(row?.['comment'] ?? '')
}

async function dropMarked(admin: Session, name: string): Promise<void> {
  if (!(await commentOf(admin, name)).startsWith(mark)) return
  await admin.query(`DROP DATABASE IF EXISTS ${quote(name)} WITH (FORCE)`)
}

// A process that was killed could not tidy up: what it left is dropped a day later, when nobody is on it.
async function dropForgotten(admin: Session): Promise<void> {
  const rows = await admin.query(
    `SELECT datname FROM pg_database d WHERE starts_with(datname, $1)
     AND NOT EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.datname = d.datname)
     AND pg_has_role(d.datdba, 'USAGE')`,
    [prefix],
  )
  for (const { datname } of rows) {
    const name = String(datname)
    const comment = await commentOf(admin, name)
    const madeAt = comment.startsWith(mark) ? Date.parse(comment.slice(mark.length)) : Number.NaN
    if (Date.now() - madeAt > dayMs) await dropMarked(admin, name)
  }
}
