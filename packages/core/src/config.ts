// Config: what a project decides once, so that nobody has to type it. The type is here; reading and checking the file is the CLI's.
import type { Risk } from './findings/finding.ts'

export interface Config {
  /** The database, where the tool's own config does not say it. */
  readonly engine?: 'postgresql'
  /** The major version that is deployed to, for example `16`. */
  readonly engineVersion?: string
  /** `lint` fails at this risk and above. */
  readonly failOn?: Risk | 'never'
  /** `zero`, or a window in which direct statements may be used where they fit. */
  readonly downtime?: 'zero' | { readonly windowMinutes: number }
  /** Rows of each table, as production has them. */
  readonly rows?: Readonly<Record<string, number>>
  /** A JSON file that says the same, for example exported from production. */
  readonly stats?: string
  /** Below this many rows the direct statement is fine where it only costs time. */
  readonly smallTable?: number
  /** A drop and an add that are one rename: `{ 'orders.amount': 'total_amount' }`. */
  readonly renames?: Readonly<Record<string, string>>
  /** The value of existing rows in a column that may no longer be NULL, as SQL: `{ 'users.status': "'active'" }`. */
  readonly fills?: Readonly<Record<string, string>>
  /** A rule's risk in this project; `off` silences it. */
  readonly rules?: Readonly<Record<string, 'off' | Risk>>
  /** How long a statement waits for its lock (`2s`, `500ms`), and how often it is tried again. */
  readonly locks?: { readonly timeout?: string; readonly retries?: number }
  readonly backfill?: { readonly batchSize?: 'auto' | number; readonly pauseMs?: number }
  /** The folder of the written plans. */
  readonly plansDir?: string
}

/** Gives a config file its types; returns what it is given. */
export function defineConfig(config: Config): Config {
  return config
}
