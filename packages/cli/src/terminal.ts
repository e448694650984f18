// Terminal: where a command's words go. Results to standard output, everything said about them to standard error.
import { createColors } from 'picocolors'
import type { Paint } from '@migration-planner/core/render'
import { redact } from './redact.ts'

/** The part of a writable stream that we use; `isTTY` says that a person is looking. */
export interface Output {
  write(text: string): unknown
  readonly isTTY?: boolean | undefined
  readonly columns?: number | undefined
}

export interface Input {
  readonly isTTY?: boolean | undefined
}

export type Environment = Readonly<Record<string, string | undefined>>

export interface Terminal {
  readonly paint: Paint
  /** Questions may be asked: a person reads and can type. */
  readonly interactive: boolean
  /** A result, as other programs read it. */
  result(text: string): void
  /** A line about what is going on; silent with --quiet. */
  note(text: string): void
  /** A line that is only worth reading when something is looked into: --verbose. */
  detail(text: string): void
  /** A line that must be read, --quiet or not. */
  warn(text: string): void
}

export interface TerminalOptions {
  readonly stdout: Output
  readonly stderr: Output
  readonly stdin: Input
  readonly env: Environment
  readonly quiet: boolean
  readonly verbose: boolean
  readonly color: boolean
}

export function openTerminal(options: TerminalOptions): Terminal {
  const { stdout, stderr } = options
  const colors = createColors(wantsColor(options))
  const line = (text: string): void => void stderr.write(`${redact(text)}\n`)
  return {
    paint: colors,
    interactive: options.stdin.isTTY === true && stdout.isTTY === true && !isSet(options.env['CI']),
    result: (text) => void stdout.write(text.endsWith('\n') ? text : `${text}\n`),
    note: (text) => (options.quiet ? undefined : line(text)),
    detail: (text) => (options.verbose ? line(colors.dim(text)) : undefined),
    warn: line,
  }
}

/** `--no-color` over FORCE_COLOR over NO_COLOR over what the stream is. */
export function wantsColor(options: Pick<TerminalOptions, 'stdout' | 'env' | 'color'>): boolean {
  if (!options.color) return false
  const forced = options.env['FORCE_COLOR']
  if (forced !== undefined && forced !== '') return forced !== '0' && forced !== 'false'
  if (isSet(options.env['NO_COLOR'])) return false
  return options.stdout.isTTY === true && options.env['TERM'] !== 'dumb'
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0' && value !== 'false'
}
