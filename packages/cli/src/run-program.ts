// runProgram(): runCli() with what the process has: its arguments, streams and environment.
import { readFileSync } from 'node:fs'
import type { Adapter } from '@migration-planner/core'
import { runCli } from './run.ts'

/** For a package's `bin.ts`, one folder below its package.json; answers with the exit code. */
export async function runProgram(name: string, moduleUrl: string, adapters: readonly Adapter[]): Promise<number> {
  const { argv, env, stdin, stdout, stderr } = process
  // The reader of a pipe may leave early, as `head` does: that is no fault.
  for (const stream of [stdout, stderr]) stream.on('error', ignoreClosedPipe)
  return runCli({
    name,
    version: versionOf(moduleUrl),
    adapters,
    argv: argv.slice(2),
    cwd: process.cwd(),
    env,
    stdin,
    stdout,
    stderr,
  })
}

function versionOf(moduleUrl: string): string {
  const manifest: { readonly version: string } = JSON.parse(readFileSync(new URL('../package.json', moduleUrl), 'utf8'))
  return manifest.version
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EPIPE') throw error
}
