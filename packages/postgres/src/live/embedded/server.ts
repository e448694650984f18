// Starts a native PostgreSQL of our own on a free loopback port; it ends with this process, however that ends.
import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { promisify } from 'node:util'
import { UsageError } from '@migration-planner/core'
import { dataFolder } from './data-folder.ts'
import { type Build, type Owner, type Programs, installedBuilds, programsOf } from './binaries.ts'

/** A server that nobody else knows of. */
export interface EmbeddedServer {
  readonly major: number
  /** As the server says it: `18.4`. */
  readonly version: string
  /** The maintenance database, as superuser, with the password that was made for this server. */
  readonly url: string
  stop(): Promise<void>
}

/** The majors that can be started here, newest first. */
export function availableMajors(): readonly number[] {
  return installedBuilds().map(({ major }) => major)
}

/** The build that comes nearest to a major: itself, else the next newer one, else the newest there is. */
export function nearestMajor(wanted: number | undefined, majors: readonly number[]): number | undefined {
  const newestFirst = majors.toSorted((one, other) => other - one)
  if (wanted === undefined) return newestFirst[0]
  return newestFirst.findLast((major) => major >= wanted) ?? newestFirst[0]
}

/** Starts a server; the newest build that is installed where no major is named. */
export async function startEmbedded(options: { readonly major?: number } = {}): Promise<EmbeddedServer> {
  const builds = installedBuilds()
  const build = options.major === undefined ? builds[0] : builds.find(({ major }) => major === options.major)
  if (!build) throw notInstalled(options.major)
  const owner = unprivilegedUser()
  const programs = programsOf(build, owner)
  const home = mkdtempSync(path.join(dataFolder(), `migration-planner-postgres-${build.major}-`))
  try {
    const password = randomBytes(18).toString('hex')
    const data = await initialise(programs, owner, home, password)
    const { server, port } = await launch(programs, owner, data)
    const stop = endWithThisProcess(server, home)
    return describe(build, `postgresql://postgres:${password}@127.0.0.1:${port}/postgres`, stop)
  } catch (error) {
    rmSync(home, { recursive: true, force: true })
    throw error
  }
}

function describe(build: Build, url: string, stop: () => Promise<void>): EmbeddedServer {
  return { major: build.major, version: build.version, url, stop }
}

function notInstalled(major: number | undefined): UsageError {
  const what = major === undefined ? 'No native PostgreSQL' : `No native PostgreSQL ${major}`
  return new UsageError(
    `${what} is installed for ${process.platform}-${process.arch}.`,
    'Give a server for throw-away databases with --shadow-url.',
  )
}

// PostgreSQL refuses to run as root; 65534 is nobody.
function unprivilegedUser(): Owner {
  return process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : {}
}

function give(file: string, { uid, gid }: Owner): void {
  if (uid !== undefined && gid !== undefined) chownSync(file, uid, gid)
}

async function initialise(programs: Programs, owner: Owner, home: string, password: string): Promise<string> {
  give(home, owner)
  const data = path.join(home, 'data')
  const passwordFile = path.join(home, 'password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  give(passwordFile, owner)
  const settings = [
    '--username=postgres',
    '--auth=password',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
    '--no-sync',
  ]
  await promisify(execFile)(programs.initdb, ['--pgdata', data, ...settings], { ...owner, cwd: home })
  rmSync(passwordFile)
  return data
}

// Nothing here outlives the process: durability is off, and so is everything that runs at moments of its own.
const settings: Readonly<Record<string, string | number>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  wal_level: 'minimal',
  max_wal_senders: 0,
  max_connections: 100,
  shared_buffers: '64MB',
  autovacuum: 'off',
  jit: 'off',
  timezone: 'UTC',
  // Among its files, so that nothing of it is left when they go.
  ...(process.platform === 'win32' ? {} : { dynamic_shared_memory_type: 'mmap' }),
}

async function launch(
  programs: Programs,
  owner: Owner,
  data: string,
  attempts = 5,
): Promise<{ readonly server: ChildProcess; readonly port: number }> {
  const port = await freePort()
  const flags = Object.entries({ ...settings, port }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  // In a session of its own: Ctrl-C in a terminal must not take it away before we have done with it.
  const server = spawn(programs.postgres, ['-D', data, ...flags], {
    ...owner,
    cwd: data,
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
  })
  const failure = await untilReady(server)
  if (failure === undefined) return { server, port }
  // Another process may have taken the port since it was found free.
  if (attempts > 1 && failure.includes('could not bind')) return launch(programs, owner, data, attempts - 1)
  throw new UsageError(
    `The embedded PostgreSQL did not start: ${failure.trim()}`,
    'Give a server for throw-away databases with --shadow-url.',
  )
}

const longestLog = 20_000

function untilReady(server: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    let log = ''
    // Read on for as long as it runs: a full pipe would stop the server.
    server.stderr?.on('data', (chunk: Buffer) => {
      log = (log + chunk.toString()).slice(-longestLog)
      if (log.includes('ready to accept connections')) resolve(undefined)
    })
    server.once('error', (error) => resolve(error.message))
    server.once('exit', () => resolve(log))
  })
}

const guard = `
read _
kill -QUIT "$1" 2>/dev/null
for i in $(seq 250); do kill -0 "$1" 2>/dev/null || break; sleep 0.02; done
rm -rf "$2"`

// A shell holds the other end of a pipe: however this process ends, killed outright too, the pipe closes,
// the server is told to quit at once and its files go. Windows has no such shell: there the exit handler must do.
function endWithThisProcess(server: ChildProcess, home: string): () => Promise<void> {
  server.unref()
  unrefPipe(server.stderr)
  if (process.platform === 'win32') return endAtExit(server, home)
  const watcher = spawn('/bin/sh', ['-c', guard, 'sh', String(server.pid), home], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watcher.unref()
  unrefPipe(watcher.stdin)
  return () => ended(watcher, () => watcher.stdin.end())
}

function endAtExit(server: ChildProcess, home: string): () => Promise<void> {
  const remove = (): void => rmSync(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 })
  process.once('exit', () => {
    server.kill()
    remove()
  })
  return () => ended(server, () => server.kill()).then(remove)
}

// A child that is not waited for must be waited for again, or the process ends before it is gone.
function ended(child: ChildProcess, end: () => void): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve()
  child.ref()
  return new Promise((resolve) => {
    child.once('exit', () => resolve())
    end()
  })
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
