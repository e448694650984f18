// How far a plan is on a database: what the tool's record says of each of its steps.
import { type AppliedMigration, type PhaseName, phaseNames, type Step, type WrittenStep } from '@migration-planner/core'
import type { PlanRecord } from './folder.ts'

export interface StepState {
  readonly index: number
  readonly step: Step
  readonly written: WrittenStep
  readonly state: 'applied' | 'failed' | 'pending' | 'held'
}

/** The plan's steps in their order, each with its state; a held step is never applied. */
export function stepStates({ plan, written }: PlanRecord, applied: readonly AppliedMigration[]): readonly StepState[] {
  const byId = new Map(applied.map((migration) => [migration.id, migration.state]))
  return plan.steps.flatMap((step, index) => {
    const place = written.find((candidate) => candidate.step === index)
    return place ? [{ index, step, written: place, state: stateOf(place, byId.get(place.id)) }] : []
  })
}

function stateOf({ held }: WrittenStep, recorded: AppliedMigration['state'] | undefined): StepState['state'] {
  if (held) return 'held'
  return recorded === 'applied' || recorded === 'failed' ? recorded : 'pending'
}

/** The last phase all of whose steps, and all steps before it, are applied; undefined where none is. */
export function phaseReached(states: readonly StepState[]): PhaseName | undefined {
  return phaseNames.findLast((_, at) => {
    const upTo = states.filter(({ step }) => phaseNames.indexOf(step.phase) <= at)
    const own = states.some(({ step }) => step.phase === phaseNames[at])
    return own && upTo.every(({ state }) => state === 'applied')
  })
}
