// Session: one connection to a PostgreSQL server, over the `pg` driver, which is loaded when the first is opened.
import { UsageError, type Session } from '@migration-planner/core'
import type { Client } from 'pg'
import { failureOf } from './failure.ts'

/** A session that connects when it is first asked and can be put aside, so that the server lets its database be copied. */
export interface ParkingSession extends Session {
  /** Disconnects; the next question connects again. */
  park(): Promise<void>
}

/** A session on a database that somebody named; refuses with a message that names the server, never the password. */
export async function connect(url: string): Promise<Session> {
  const session = parkingSession(url)
  try {
    await session.query('SELECT 1')
  } catch (error) {
    throw new UsageError(
      `The database at ${addressOf(url)} cannot be reached: ${failureOf(error).message}`,
      'Check the URL, the server and the password.',
    )
  }
  return session
}

export function parkingSession(url: string): ParkingSession {
  let connecting: Promise<Client> | undefined
  const client = (): Promise<Client> => (connecting ??= open(url))
  const park = async (): Promise<void> => {
    const open = connecting
    connecting = undefined
    await (await open?.catch(() => undefined))?.end()
  }
  return {
    async query(sql, parameters) {
      const { rows } = await (
        await client()
      ).query<Record<string, unknown>>(sql, parameters === undefined ? undefined : [...parameters])
      return rows
    },
    async script(sql) {
      // Without values the driver sends the text as one message and the server makes one implicit transaction of it.
      await (await client()).query(sql)
    },
    park,
    close: park,
  }
}

/** A host that does not even refuse must not keep anybody waiting for minutes. */
const longestWaitMs = 5000

async function open(url: string): Promise<Client> {
  const { default: pg } = await import('pg')
  const { server, schema } = partsOf(url)
  const client = new pg.Client({
    connectionString: server,
    application_name: 'migration-planner',
    connectionTimeoutMillis: longestWaitMs,
  })
  // A server that goes away between two questions is told by the next one; unheard, the event would end the process.
  client.on('error', () => undefined)
  await client.connect()
  if (schema !== undefined) await client.query("SELECT set_config('search_path', $1, false)", [pg.escapeIdentifier(schema)])
  return client
}

// Prisma writes the schema into the URL, where the driver would take it for a setting of the server.
function partsOf(url: string): { readonly server: string; readonly schema: string | undefined } {
  if (!URL.canParse(url))
    throw new UsageError('The database URL cannot be read.', 'Write postgresql://user:password@host:5432/database.')
  const parsed = new URL(url)
  const schema = parsed.searchParams.get('schema') ?? undefined
  parsed.searchParams.delete('schema')
  return { server: parsed.href, schema }
}

export async function majorOf(session: Session): Promise<number> {
  const [row] = await session.query("SELECT current_setting('server_version_num')::int / 10000 AS major")
  return Number(row?.['major'])
}

/** Host, port and database of a URL, for messages and for comparing. */
export function addressOf(url: string): string {
  if (!URL.canParse(url)) return 'an unreadable URL'
  const { hostname, port, pathname } = new URL(url)
  const host = ['localhost', '[::1]', ''].includes(hostname) ? '127.0.0.1' : hostname
  return `${host}:${port === '' ? '5432' : port}/${decodeURIComponent(pathname.slice(1))}`
}

/** The same server, another database. */
export function urlOfDatabase(url: string, database: string): string {
  const parsed = new URL(url)
  parsed.pathname = `/${encodeURIComponent(database)}`
  parsed.searchParams.delete('schema')
  return parsed.href
}
