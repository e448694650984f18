// Finding: one hazard in one statement, as a rule saw it.
import type { Effects } from '../effects/effects.ts'
import type { TableName } from '../operations/names.ts'
import type { Origin } from '../source.ts'

export type Risk = 'low' | 'medium' | 'high'

export interface Finding {
  readonly rule: string
  readonly risk: Risk
  /** The hazard in a few words, the rule's own. */
  readonly title: string
  /** One sentence: table, lock and what it stops, for how long. */
  readonly message: string
  readonly args: Readonly<Record<string, string>>
  readonly origin: Origin
  readonly statement: string
  readonly migration: string
  readonly table?: TableName
  readonly effects?: Effects
  readonly rows?: number
  /** The safe way, in one line. */
  readonly strategy: string
  /** A release of the application must lie between the steps of the safe way. */
  readonly needsDeploy: boolean
  /** Some recipe rewrites it; set by the planner. */
  readonly rewritable: boolean
  readonly docs: string
  /** Only where a program may do it without asking anybody. */
  readonly fix?: Fix
}

/** A part of the file that can go, and nothing else changes. */
export interface Fix {
  readonly title: string
  readonly remove: Origin
}

const order: readonly Risk[] = ['low', 'medium', 'high']

/** Whether a risk is at or above another. */
export function atLeast(risk: Risk, threshold: Risk): boolean {
  return order.indexOf(risk) >= order.indexOf(threshold)
}

/** The highest of some risks; undefined where there are none. */
export function highest(risks: readonly Risk[]): Risk | undefined {
  return risks.toSorted((one, other) => order.indexOf(other) - order.indexOf(one))[0]
}
