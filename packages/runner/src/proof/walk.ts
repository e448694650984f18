// Walks a plan step by step, each up, down and up again, as whole files: claims 1 and 4 where the steps stand.
import type { Contents, LiveEngine, Plan, Session, Snapshot, Step } from '@migration-planner/core'
import { definitions, faultsOf, type Sides } from './differences.ts'
import type { Fault } from './proof.ts'
import { attempt } from './run-files.ts'
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

export async function walk(input: ProofInput, session: Session, plan: Plan): Promise<Walk> {
  const { live } = input
  const notUndone: Fault[] = []
  let undone = 0
  let state = await stateOf(live, session)
  for (const [index, step] of plan.steps.entries()) {
    const refused = await up(input, session, plan, index)
    if (refused) return { refused: [refused], notUndone, undone, ...state }
    const down = input.downText(plan, index)
    if (step.rollback.kind !== 'impossible' && down !== undefined) {
      notUndone.push(...(await undo(live, session, step, down, state)))
      undone += 1
      const again = await up(input, session, plan, index)
      if (again)
        return {
          refused: [],
          notUndone: [...notUndone, { ...again, difference: `after its undo: ${again.difference}` }],
          undone,
          ...state,
        }
    }
    state = await stateOf(live, session)
  }
  return { refused: [], notUndone, undone, ...state }
}

export async function stateOf(live: LiveEngine, session: Session): Promise<State> {
  return { snapshot: await live.snapshot(session), contents: await live.contents(session) }
}

/** How a step is named in a report. */
export function nameOfStep(plan: Plan, index: number): string {
  return `step ${index + 1} of ${plan.steps.length}, ${plan.steps[index]?.title ?? ''}`
}

async function up({ live, stepText }: ProofInput, session: Session, plan: Plan, index: number): Promise<Fault | undefined> {
  const failure = await attempt(live, session, stepText(plan, index))
  return failure && { statement: nameOfStep(plan, index), difference: failure.message }
}

async function undo(live: LiveEngine, session: Session, step: Step, down: string, before: State): Promise<readonly Fault[]> {
  const statement = `undo of ${step.title}`
  const failure = await attempt(live, session, down)
  if (failure) return [{ statement, difference: failure.message }]
  const schema = definitions(live.compare(before.snapshot, await live.snapshot(session)))
  const rows = step.rollback.kind === 'reversible' ? await rowsLost(live, session, step, before.contents) : []
  return faultsOf(statement, [...schema, ...rows], sides)
}

// A backfill may be left as it is: its column is then filled where it was not, which loses nothing.
async function rowsLost(live: LiveEngine, session: Session, { batch }: Step, before: Contents) {
  return live.compareContents(before, await live.contents(session), batch ? [{ table: batch.table, column: batch.column }] : [])
}
