// Context: what one run of the program was given; every command gets it first.
import type { Adapter } from '@migration-planner/core'
import type { GlobalFlags } from './flags.ts'
import type { Environment, Output, Terminal } from './terminal.ts'

export interface Context {
  /** The binary's name, for messages that say what to type next. */
  readonly binary: string
  readonly version: string
  readonly adapters: readonly Adapter[]
  /** The project's root, absolute. */
  readonly cwd: string
  readonly env: Environment
  readonly terminal: Terminal
  /** For programs that run behind ours. */
  readonly streams: { readonly stdout: Output; readonly stderr: Output }
  readonly flags: GlobalFlags
  /** The moment of the run. */
  readonly now: Date
}

/** The exit code. 0: all is well. 1: something was found. Others only where a tool's own command gave them. */
export type Outcome = number
