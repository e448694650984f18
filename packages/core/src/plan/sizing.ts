// How large a backfill's batches are and how long work takes: the plan document's table, and rates measured on two cores.

export interface Batch {
  readonly size: number
  readonly pauseMs: number
}

const sizes: readonly { readonly below: number; readonly batch: Batch }[] = [
  { below: 10_000, batch: { size: 10_000, pauseMs: 0 } },
  { below: 1_000_000, batch: { size: 10_000, pauseMs: 100 } },
  { below: 10_000_000, batch: { size: 50_000, pauseMs: 200 } },
  { below: 100_000_000, batch: { size: 50_000, pauseMs: 500 } },
]
const largest: Batch = { size: 100_000, pauseMs: 1000 }
/** For tables of unknown size: small enough to hurt nobody. */
const unknown: Batch = { size: 10_000, pauseMs: 100 }

export function batchFor(rows: number | undefined): Batch {
  if (rows === undefined) return unknown
  return sizes.find(({ below }) => rows < below)?.batch ?? largest
}

/** Rows per second of each kind of work, the slow end of what was measured on a machine with two cores. */
const rates = { scan: 2_000_000, build: 400_000, rewrite: 150_000, backfill: 40_000 } as const

/** Milliseconds that work over some rows takes, roughly; undefined where the rows are not known or no row is touched. */
export function estimateMs(work: string, rows: number | undefined): number | undefined {
  if (rows === undefined || !(work === 'scan' || work === 'build' || work === 'rewrite')) return undefined
  return Math.ceil((rows / rates[work]) * 1000)
}

/** Seconds that a backfill takes with its pauses; undefined where the rows are not known. */
export function estimateBackfillSeconds(rows: number | undefined, { size, pauseMs }: Batch): number | undefined {
  if (rows === undefined) return undefined
  const pauses = (Math.ceil(rows / size) * pauseMs) / 1000
  return Math.ceil(rows / rates.backfill + pauses)
}
