// Cuts each step off at every boundary between its statements and runs it again, then statement by statement as some tools do.
import type { Plan, ShadowDatabase, Snapshot } from '@migration-planner/core'
import { definitions, faultsOf } from './differences.ts'
import type { Fault } from './proof.ts'
import { attempt, attemptEach } from './run-files.ts'
import type { ProofInput } from './subject.ts'
import { nameOfStep } from './walk.ts'

export interface CutOff {
  /** Steps that do not run when a tool sends statement by statement. */
  readonly refused: readonly Fault[]
  /** Steps that do not run again, or end elsewhere. */
  readonly notRepeatable: readonly Fault[]
  readonly cuts: number
}

export async function cutOff(input: ProofInput, before: ShadowDatabase, plan: Plan, end: Snapshot): Promise<CutOff> {
  const { live } = input
  const database = await input.shadow.copy(before)
  const { session } = database
  try {
    let cuts = 0
    for (const [index] of plan.steps.entries()) {
      const text = input.stepText(plan, index)
      const statements = await live.split(text)
      for (let length = 1; length < statements.length; length += 1) {
        await attemptEach(live, session, statements.slice(0, length))
        await session.query('ROLLBACK').catch(() => undefined)
        cuts += 1
      }
      // What a step left behind in its session is gone when it is run again.
      await session.close()
      const failure = await attempt(live, session, text)
      if (failure)
        return {
          refused: [],
          notRepeatable: [{ statement: `${nameOfStep(plan, index)}, cut off and run again`, difference: failure.message }],
          cuts,
        }
    }
    const differences = definitions(live.compare(end, await live.snapshot(session)))
    const refused = await stepByStatement(input, before, plan, end)
    const notRepeatable = faultsOf('all steps, cut off and run again', differences, { one: 'uninterrupted', other: 'cut off' })
    return { refused, notRepeatable, cuts }
  } finally {
    await database.drop()
  }
}

async function stepByStatement(input: ProofInput, before: ShadowDatabase, plan: Plan, end: Snapshot): Promise<readonly Fault[]> {
  const { live } = input
  const database = await input.shadow.copy(before)
  try {
    for (const [index] of plan.steps.entries()) {
      const failure = await attemptEach(live, database.session, await live.split(input.stepText(plan, index)))
      if (failure) return [{ statement: `${nameOfStep(plan, index)}, statement by statement`, difference: failure.message }]
    }
    const differences = definitions(live.compare(end, await live.snapshot(database.session)))
    return faultsOf('all steps, statement by statement', differences, { one: 'as whole files', other: 'statement by statement' })
  } finally {
    await database.drop()
  }
}
