// Proof: what was shown of a plan on a shadow, claim by claim. A value; the report and the exit code are made of it.
import type { RemovedRows, TableName } from '@migration-planner/core'

export type ClaimNumber = 1 | 2 | 3 | 4 | 5 | 6 | 7

/** One claim in the words of a report's heading. */
export const claimTitles: Readonly<Record<ClaimNumber, string>> = {
  1: 'Every step runs, as the tool would run it',
  2: 'The schema is the one that the original makes',
  3: 'The rows are those that the original makes',
  4: 'Every step can be undone as it says',
  5: 'No statement locks or reads more than the plan says',
  6: 'The old and the new application work after every phase',
  7: 'A step that was cut off can be run again',
}

/** Where a claim does not hold: the statement or step, and what differs. */
export interface Fault {
  readonly statement: string
  readonly difference: string
}

export interface Claim {
  readonly number: ClaimNumber
  readonly outcome: 'held' | 'failed' | 'not checked'
  /** How it was checked, or why it was not. */
  readonly detail: string
  /** There whenever it failed. */
  readonly faults: readonly Fault[]
}

/** What was shown of one plan. */
export interface PlanProof {
  readonly migration: string
  readonly claims: readonly Claim[]
  /** What is no failure and still worth knowing, such as another order of columns. */
  readonly notes: readonly string[]
}

export interface Proof {
  /** The shadow, for a person: `embedded PostgreSQL 18.4`. */
  readonly on: string
  /** The rows that the shadow was filled with. */
  readonly rows: number
  readonly emptyTables: readonly { readonly table: TableName; readonly because: string }[]
  readonly removedRows: readonly RemovedRows[]
  readonly plans: readonly PlanProof[]
}

/** Whether no claim of any plan failed. */
export function holds(proof: Proof): boolean {
  return proof.plans.every(({ claims }) => claims.every(({ outcome }) => outcome !== 'failed'))
}

function held(number: ClaimNumber, detail: string): Claim {
  return { number, outcome: 'held', detail, faults: [] }
}

export function notChecked(number: ClaimNumber, because: string): Claim {
  return { number, outcome: 'not checked', detail: because, faults: [] }
}

/** Held where there are no faults. */
export function judged(number: ClaimNumber, detail: string, faults: readonly Fault[]): Claim {
  return faults.length === 0 ? held(number, detail) : { number, outcome: 'failed', detail, faults }
}
