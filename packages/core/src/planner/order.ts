// Orders the pieces of a plan by phase without ever passing by something that they depend on.
import { type DraftStep, type PhaseName, phaseNames, type Refusal } from '../plan/draft.ts'
import type { Change } from '../changes/change.ts'
import type { OperationKind } from '../operations/operation.ts'
import type { Item } from './items.ts'
import { describe } from './describe.ts'
import { invert } from './invert.ts'
import { meet, touchesOf, type Touches } from '../changes/touches.ts'

/** A step in its final phase, with the piece that it came from. */
export interface PlacedStep {
  readonly step: DraftStep
  readonly item: Item
}

interface Placed {
  readonly item: Item
  readonly touches: Touches
  readonly steps: readonly DraftStep[]
}

/** Steps in the order in which they run, or why there is no such order. */
export function orderSteps(items: readonly Item[]): {
  readonly steps: readonly PlacedStep[]
  readonly refusals: readonly Refusal[]
} {
  const placed: Placed[] = []
  const refusals: Refusal[] = []
  for (const item of items) {
    const touches = touchesOf(changesOf(item))
    const earlier = placed.filter((other) => meet(other.touches, touches))
    const held = earlier.find(isHeld)
    const waits = held !== undefined && changesOf(item).every(({ operation }) => canWait.has(operation.kind))
    const floor = waits
      ? contract
      : Math.max(0, ...earlier.flatMap(({ steps }) => steps.map(({ phase }) => rank(phase)).filter((phase) => phase < contract)))
    const steps = stepsOf(item).map((step) =>
      rank(step.phase) < floor ? { ...step, phase: phaseNames[floor] ?? step.phase } : step,
    )
    if (held && steps.some(({ phase }) => phase !== 'contract') && changesOf(item).some(changesStructure))
      refusals.push(refusalOf(held.item, item))
    placed.push({ item, touches, steps })
  }
  const all = placed.flatMap(({ item, steps }) => steps.map((step): PlacedStep => ({ step, item })))
  return { steps: phaseNames.flatMap((phase) => all.filter(({ step }) => step.phase === phase)), refusals }
}

const contract = phaseNames.indexOf('contract')
const rank = (phase: PhaseName): number => phaseNames.indexOf(phase)

export function changesOf(item: Item): readonly Change[] {
  return item.kind === 'draft' ? item.draft.replaces : [item.change]
}

/** Changes of what a held step still needs as it is. */
const structural: ReadonlySet<OperationKind> = new Set([
  'create-table',
  'drop-table',
  'rename-table',
  'add-column',
  'drop-column',
  'rename-column',
  'change-column-type',
  'set-default',
  'drop-default',
  'rename-type',
  'opaque',
  'run-block',
])
/** Drops of what a held table or column still uses can wait with it. */
const canWait: ReadonlySet<OperationKind> = new Set(['drop-type', 'drop-object', 'drop-index'])

/** Whether a change is one that a held step could not stand. */
export function changesStructure(change: Change): boolean {
  return structural.has(change.operation.kind)
}

const isHeld = ({ steps }: Placed): boolean => steps.some(({ phase }) => phase === 'contract')

function refusalOf(held: Item, later: Item): Refusal {
  const what = (item: Item): string =>
    item.kind === 'draft' ? item.draft.title : describe(item.change.operation, item.change.sql).title
  return {
    kind: 'refusal',
    about: [...changesOf(held), ...changesOf(later)],
    reason: `"${what(later)}" comes after "${what(held)}", whose last part is held back until the application is ready: put the two into migrations of their own`,
  }
}

function stepsOf(item: Item): readonly DraftStep[] {
  return item.kind === 'draft' ? item.draft.steps : [asWrittenStep(item.change, item.phase)]
}

function asWrittenStep(change: Change, phase: PhaseName): DraftStep {
  return {
    phase,
    ...describe(change.operation, change.sql),
    pattern: 'As written',
    intents: [{ kind: 'as-written', sql: change.sql, operation: change.operation }],
    rollback: invert(change),
    ...(change.effects.ownTransaction ||
    change.effects.work === 'rows' ||
    change.effects.work === 'unknown' ||
    change.operation.kind === 'add-enum-value'
      ? { alone: true }
      : {}),
  }
}
