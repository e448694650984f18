// The flags that every command takes, and how their values are read.
import { type Risk, UsageError } from '@migration-planner/core'

export interface GlobalFlags {
  readonly cwd?: string
  readonly config?: string
  readonly databaseUrl?: string
  readonly shadowUrl?: string
  readonly engineVersion?: string
  readonly rows?: Readonly<Record<string, number>>
  readonly stats?: string
  readonly quiet?: boolean
  readonly verbose?: boolean
  readonly color: boolean
}

/** `users=12_000_000`, added to those before it. */
export function collectRows(value: string, before: Readonly<Record<string, number>> = {}): Readonly<Record<string, number>> {
  const [table, count] = cutAt(value, '=', '--rows', '--rows users=12000000')
  const rows = Number(count.replaceAll('_', ''))
  if (count === '' || !Number.isInteger(rows) || rows < 0) {
    throw new UsageError(`--rows ${value}: "${count}" is no number of rows`, 'Write for example --rows users=12000000')
  }
  return { ...before, [table]: rows }
}

/** `users.name=full_name`, added to those before it; the value is all that follows the first equals sign. */
export function collectPair(flag: string, example: string, mayBeEmpty = false) {
  return (value: string, before: Readonly<Record<string, string>> = {}): Readonly<Record<string, string>> => {
    const [key, text] = cutAt(value, '=', flag, example)
    if (text === '' && !mayBeEmpty)
      throw new UsageError(`${flag} ${value}: nothing follows the equals sign`, `Write for example ${example}`)
    return { ...before, [key]: text }
  }
}

const risks: readonly (Risk | 'never')[] = ['low', 'medium', 'high', 'never']

export function readThreshold(value: string): Risk | 'never' {
  return oneOf(value, risks, '--fail-on')
}

/** The value, if it is one of the known ones; otherwise an error that lists them. */
function oneOf<const Known extends string>(value: string, known: readonly Known[], flag: string): Known {
  const found = known.find((candidate) => candidate === value)
  if (found !== undefined) return found
  throw new UsageError(`${flag} ${value}: there is no such value`, `Choose one of: ${known.join(', ')}`)
}

/** A major version: `16`, `16.4` and `v16` all mean 16. */
export function readVersion(value: string, from: string): number {
  const major = Number.parseInt(value.replace(/^v/i, ''), 10)
  if (Number.isInteger(major) && major > 0) return major
  throw new UsageError(`${from} ${value}: this is no version`, `Write the major version, for example ${from} 16`)
}

/** `2s`, `500ms`, `1min` in milliseconds. */
export function readDuration(value: string, from: string): number {
  const units: Readonly<Record<string, number>> = { ms: 1, s: 1000, min: 60_000 }
  const unit = Object.keys(units).find(
    (candidate) => /^[\d.]+\s*$/.test(value.slice(0, -candidate.length)) && value.endsWith(candidate),
  )
  const milliseconds = unit === undefined ? Number.NaN : Number(value.slice(0, -unit.length)) * (units[unit] ?? Number.NaN)
  if (Number.isFinite(milliseconds) && milliseconds > 0) return Math.round(milliseconds)
  throw new UsageError(`${from}: "${value}" is no duration`, `Write a number with its unit: 500ms, 2s or 1min`)
}

function cutAt(value: string, mark: string, flag: string, example: string): readonly [string, string] {
  const at = value.indexOf(mark)
  if (at <= 0) throw new UsageError(`${flag} ${value}: there is no "${mark}" in it`, `Write for example ${example}`)
  return [value.slice(0, at).trim(), value.slice(at + 1).trim()]
}
