// runCli(): one run of the program, from its arguments to its exit code. It ends no process, so that tests and others can call it.
import { resolve } from 'node:path'
import { type Adapter, UsageError } from '@migration-planner/core'
import { CommanderError } from 'commander'
import { buildProgram } from './program.ts'
import { redact } from './redact.ts'
import { codeOf } from './workspace/project-files.ts'
import { type Environment, type Input, openTerminal, type Output, wantsColor } from './terminal.ts'
import type { GlobalFlags } from './flags.ts'
import type { Context } from './context.ts'

export interface RunOptions {
  /** What a person typed to start it: `prisma-safe`. */
  readonly name: string
  readonly version: string
  readonly adapters: readonly Adapter[]
  /** Without the runtime and the script. */
  readonly argv: readonly string[]
  readonly cwd: string
  readonly stdout: Output
  readonly stderr: Output
  readonly stdin: Input
  readonly env: Environment
}

/** 0: done and all is well. 1: something was found or failed its proof. 2: the work could not be done. */
export async function runCli(options: RunOptions): Promise<number> {
  let outcome = 0
  const program = buildProgram({
    name: options.name,
    version: options.version,
    adapters: options.adapters,
    stdout: options.stdout,
    color: wantsColor({ ...options, color: !options.argv.includes('--no-color') }),
    run: async (flags, command) => {
      outcome = await command(contextOf(options, flags))
    },
  })
  try {
    await program.parseAsync([...options.argv], { from: 'user' })
    return outcome
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) return 0
    options.stderr.write(redact(explain(options, error)))
    return 2
  }
}

function contextOf(options: RunOptions, flags: GlobalFlags): Context {
  const { stdout, stderr, stdin, env } = options
  return {
    binary: options.name,
    version: options.version,
    adapters: options.adapters,
    cwd: resolve(options.cwd, flags.cwd ?? '.'),
    env,
    terminal: openTerminal({
      stdout,
      stderr,
      stdin,
      env,
      quiet: flags.quiet ?? false,
      verbose: flags.verbose ?? false,
      color: flags.color,
    }),
    streams: { stdout, stderr },
    flags,
    now: new Date(),
  }
}

/** One message: what, where, what to do. */
function explain({ name, argv }: RunOptions, error: unknown): string {
  if (error instanceof UsageError) return message(error.message, error.place, error.remedy)
  if (error instanceof CommanderError) return message(error.message.replace(/^error: /, ''), undefined, `See ${name} --help`)
  if (codeOf(error) !== undefined && error instanceof Error && error.stack?.includes('node:') === true && 'syscall' in error) {
    return message(error.message, undefined, 'Make it readable and writable for you, or say where else it is')
  }
  const detail = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return message(
    `${name} ${argv[0] ?? ''} failed in a way that it should not`,
    undefined,
    `Report this as a bug, with the migration that caused it:\n${detail}`,
  )
}

function message(what: string, place: string | undefined, remedy: string): string {
  return [`error: ${what}`, ...(place === undefined ? [] : [`  at ${place}`]), `  ${remedy}`, ''].join('\n')
}
