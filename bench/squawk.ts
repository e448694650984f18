// Squawk, the peer that the benchmark measures beside us: a Rust linter for PostgreSQL, brought from npm when it is first asked for.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

const version = '2.66.0'
const folder = path.resolve(import.meta.dirname, '../.tools/squawk')

/** The program's path; a string in `missing` says why there is none. */
export type Squawk = { readonly program: string; readonly version: string } | { readonly missing: string }

export async function bringSquawk(): Promise<Squawk> {
  const program = programPath()
  if (existsSync(program)) return { program, version }
  const options = ['--prefix', folder, '--no-audit', '--no-fund', '--no-save', '--loglevel=error']
  try {
    await promisify(execFile)('npm', ['install', ...options, `squawk-cli@${version}`])
  } catch (error) {
    const reason = error instanceof Error ? error.message.trim().split('\n').at(-1) : String(error)
    return { missing: `npm could not install squawk-cli@${version}: ${reason ?? ''}` }
  }
  return existsSync(program) ? { program, version } : { missing: `squawk has no build for ${process.platform}-${process.arch}` }
}

// The executable itself, not the Node program that starts it.
function programPath(): string {
  const name = process.platform === 'win32' ? 'squawk.exe' : 'squawk'
  return path.join(folder, 'node_modules/@squawk-cli', `${process.platform}-${process.arch}`, 'bin', name)
}
