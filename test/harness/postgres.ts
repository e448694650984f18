// Gives tests a real PostgreSQL server of the major they ask for, and databases on it.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { chownSync, mkdtempSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import pg from 'pg'
import { type PostgresBinaries, type PostgresMajor, postgresBinaries } from './postgres-binaries.ts'

/** A server that runs until the process ends. */
export interface PostgresServer {
  readonly major: PostgresMajor
  readonly port: number
  /** The maintenance database, as superuser. */
  readonly url: string
  /** Creates an empty database and returns its URL. It goes when it is dropped, or with the server. */
  createDatabase(name?: string): Promise<string>
  dropDatabase(url: string): Promise<void>
  stop(): Promise<void>
}

const servers = new Map<PostgresMajor, Promise<PostgresServer>>()

/** The server of this major that all tests of this process share; started by the first that asks. */
export function sharedPostgres(major: PostgresMajor = 18): Promise<PostgresServer> {
  const running = servers.get(major) ?? startPostgres(major)
  servers.set(major, running)
  return running
}

/** Starts a server of its own, for a test that stops it or changes its settings. */
export async function startPostgres(major: PostgresMajor = 18): Promise<PostgresServer> {
  const owner = unprivilegedUser()
  const home = mkdtempSync(path.join(tmpdir(), `migration-planner-postgres-${major}-`))
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(home, owner.uid, owner.gid)
  const binaries = postgresBinaries(major, home)
  const data = path.join(home, 'data')
  await promisify(execFile)(
    binaries.initdb,
    ['--pgdata', data, '--username=postgres', '--auth=trust', '--encoding=UTF8', '--locale=C', '--no-sync'],
    { ...owner, cwd: home },
  )
  const { server, port } = await launch(binaries, data, owner)
  const stop = stopWithThisProcess(server, home)
  return describeServer(major, port, stop)
}

/** Runs SQL on a connection of its own and returns its rows, the last statement's if there are several. */
export async function query<Row extends pg.QueryResultRow = Record<string, unknown>>(
  url: string,
  sql: string,
  values?: readonly unknown[],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const result = await client.query<Row>(sql, values === undefined ? undefined : [...values])
    return [result].flat().at(-1)?.rows ?? []
  } finally {
    await client.end()
  }
}

function describeServer(major: PostgresMajor, port: number, stop: () => Promise<void>): PostgresServer {
  const urlOf = (database: string) => `postgresql://postgres@127.0.0.1:${port}/${database}`
  const url = urlOf('postgres')
  return {
    major,
    port,
    url,
    async createDatabase(name = `test_${randomUUID().replaceAll('-', '').slice(0, 12)}`) {
      await query(url, `CREATE DATABASE ${pg.escapeIdentifier(name)}`)
      return urlOf(name)
    },
    async dropDatabase(dropped) {
      const name = decodeURIComponent(new URL(dropped).pathname.slice(1))
      await query(url, `DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`)
    },
    stop,
  }
}

interface User {
  readonly uid?: number
  readonly gid?: number
}

// PostgreSQL refuses to run as root; 65534 is nobody.
function unprivilegedUser(): User {
  return process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
}

async function launch(binaries: PostgresBinaries, data: string, owner: User, attempts = 5) {
  const port = await freePort()
  const settings = {
    port,
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    fsync: 'off',
    synchronous_commit: 'off',
    full_page_writes: 'off',
  }
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const server = spawn(binaries.postgres, ['-D', data, ...flags], {
    ...owner,
    cwd: data,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const failure = await untilReady(server)
  if (failure === undefined) return { server, port }
  // Another process may have taken the port since.
  if (attempts > 1 && failure.includes('could not bind')) return launch(binaries, data, owner, attempts - 1)
  throw new Error(`PostgreSQL did not start:\n${failure}`)
}

function untilReady(server: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    let log = ''
    server.stderr?.on('data', (chunk: Buffer) => {
      if (log.length < 100_000) log += chunk.toString()
      if (log.includes('ready to accept connections')) resolve(undefined)
    })
    server.once('error', (error) => resolve(error.message))
    server.once('exit', () => resolve(log))
  })
}

const GUARD = `
read _
kill -QUIT "$1" 2>/dev/null
for i in $(seq 250); do kill -0 "$1" 2>/dev/null || break; sleep 0.02; done
rm -rf "$2"`

// A shell holds the other end of a pipe: however this process ends, killed outright too, the pipe closes,
// the server is told to quit at once and its files go.
function stopWithThisProcess(server: ChildProcess, home: string): () => Promise<void> {
  const guard = spawn('/bin/sh', ['-c', GUARD, 'sh', String(server.pid), home], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const gone = new Promise<void>((resolve) => void guard.once('exit', () => resolve()))
  for (const child of [server, guard]) child.unref()
  for (const pipe of [server.stderr, guard.stdin]) unrefPipe(pipe)
  return () => {
    guard.stdin.end()
    return gone
  }
}

// Child pipes are sockets, which may be told not to keep the process alive; the types of streams do not say so.
function unrefPipe(pipe: object | null): void {
  if (pipe !== null && 'unref' in pipe && typeof pipe.unref === 'function') pipe.unref()
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0))
    })
  })
}
