// Walks a plan step by step, each up, down and up again, as whole files: claims 1 and 4 where the steps stand.
import type { Contents, Difference, LiveEngine, Plan, Session, ShadowDatabase, Snapshot, Step } from '@migration-planner/core'
import { definitions, faultsOf, type Sides, withoutColumn } from './differences.ts'
import type { Fault } from './proof.ts'
import { attempt } from './run-files.ts'
import type { Stage } from './stage.ts'
import type { ProofInput } from './subject.ts'

export interface Walk {
  /** Steps that did not run: nothing after the first was tried. */
  readonly refused: readonly Fault[]
  readonly notUndone: readonly Fault[]
  readonly undone: number
  /** Where the walk ended. */
  readonly snapshot: Snapshot
  readonly contents: Contents
}

interface State {
  readonly snapshot: Snapshot
  readonly contents: Contents
}

const sides: Sides = { one: 'before the step', other: 'after its undo' }

/** Walks on the stage's planned database, from where it stands; `before` holds the same, to begin again from. */
export async function walk(input: ProofInput, stage: Stage, before: ShadowDatabase, plan: Plan): Promise<Walk> {
  const { live } = input
  const notUndone: Fault[] = []
  let undone = 0
  let state = await stateOf(live, stage.planned.session)
  for (const [index, step] of plan.steps.entries()) {
    const refused = await up(input, stage.planned.session, plan, index)
    if (refused) return { refused: [refused], notUndone, undone, ...state }
    const down = step.rollback.kind === 'impossible' ? undefined : input.downText(plan, index)
    if (down !== undefined) {
      const faults = await thereAndBack(input, stage.planned.session, plan, index, down, state)
      notUndone.push(...faults)
      undone += faults.length === 0 ? 1 : 0
      // An undo that went wrong must not spoil what comes after it.
      if (faults.length > 0) await beginAgain(input, stage, before, plan, index)
    }
    state = await stateOf(live, stage.planned.session)
  }
  return { refused: [], notUndone, undone, ...state }
}

export async function stateOf(live: LiveEngine, session: Session): Promise<State> {
  return { snapshot: await live.snapshot(session), contents: await live.contents(session) }
}

async function thereAndBack(
  input: ProofInput,
  session: Session,
  plan: Plan,
  index: number,
  down: string,
  before: State,
): Promise<readonly Fault[]> {
  const step = plan.steps[index]
  const faults = step ? await undo(input.live, session, plan, step, down, before) : []
  if (faults.length > 0) return faults
  const again = await up(input, session, plan, index)
  return again ? [{ ...again, difference: `after its undo: ${again.difference}` }] : []
}

/** All steps up to this one on a new copy. */
async function beginAgain(input: ProofInput, stage: Stage, before: ShadowDatabase, plan: Plan, last: number): Promise<void> {
  await stage.planned.drop()
  stage.planned = await input.shadow.copy(before)
  for (let index = 0; index <= last; index += 1) await up(input, stage.planned.session, plan, index)
}

/** How a step is named in a report. */
export function nameOfStep(plan: Plan, index: number): string {
  return `step ${index + 1} of ${plan.steps.length}, ${plan.steps[index]?.title ?? ''}`
}

async function up({ live, stepText }: ProofInput, session: Session, plan: Plan, index: number): Promise<Fault | undefined> {
  const failure = await attempt(live, session, stepText(plan, index))
  return failure && { statement: nameOfStep(plan, index), difference: failure.message }
}

async function undo(
  live: LiveEngine,
  session: Session,
  plan: Plan,
  step: Step,
  down: string,
  before: State,
): Promise<readonly Fault[]> {
  const statement = `undo of ${step.title}`
  const failure = await attempt(live, session, down)
  if (failure) return [{ statement, difference: failure.message }]
  const schema = definitions(live.compare(before.snapshot, await live.snapshot(session)))
  const rows = step.rollback.kind === 'reversible' ? await rowsLost(live, session, plan, step, before.contents) : []
  return faultsOf(statement, [...schema, ...rows], sides)
}

// A backfill may be left as it is: columns are then filled where they were not, which loses nothing. Its updates also call the
// triggers that fill other columns of the plan.
async function rowsLost(
  live: LiveEngine,
  session: Session,
  plan: Plan,
  step: Step,
  before: Contents,
): Promise<readonly Difference[]> {
  const after = await live.contents(session)
  if (!step.batch) return live.compareContents(before, after)
  return live.compareContents(withoutFilled(plan, before), withoutFilled(plan, after))
}

/** Rows without the columns that the plan fills in batches. */
export function withoutFilled(plan: Plan, contents: Contents): Contents {
  return plan.steps.reduce((left, { batch }) => (batch ? withoutColumn(left, batch) : left), contents)
}
