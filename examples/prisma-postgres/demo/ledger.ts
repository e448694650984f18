// The ledger: what the database said it has stored, row by row, so that in the end somebody can ask whether it still has.

/** One column's values. */
export interface Ledger {
  /** Any row; the same number is the same row. */
  pick(number: number): number
  /** A row that nobody is writing to, which the caller will; writers take turns, whichever application they belong to. */
  take(): number
  /** What is stored in a row; undefined while somebody writes to it. */
  settled(id: number): string | undefined
  /** The database has acknowledged this value, of a new row or of the one that was taken. */
  acknowledge(id: number, value: string): void
  /** The write was refused: the row keeps what it had. */
  giveBack(id: number): void
  acknowledged(): number
  /** Rows that are not as they were acknowledged. */
  missing(found: ReadonlyMap<number, string>): readonly number[]
}

/** Begins with what is stored already. */
export function openLedger(stored: ReadonlyMap<number, string>): Ledger {
  const values = new Map(stored)
  const rows = [...stored.keys()]
  const busy = new Set<number>()
  let turn = 0
  let writes = 0
  // A prime, so that the rows follow each other from all over the table.
  const pick = (number: number): number => rows[(number * 7919) % rows.length] ?? 0
  return {
    pick,
    take() {
      let id = pick(turn++)
      while (busy.has(id)) id = pick(turn++)
      busy.add(id)
      return id
    },
    settled: (id) => (busy.has(id) ? undefined : values.get(id)),
    acknowledge(id, value) {
      if (!values.has(id)) rows.push(id)
      values.set(id, value)
      busy.delete(id)
      writes += 1
    },
    giveBack: (id) => void busy.delete(id),
    acknowledged: () => writes,
    missing: (found) => rows.filter((id) => found.get(id) !== values.get(id)),
  }
}
