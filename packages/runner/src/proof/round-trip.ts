// The whole way there, back and there again: the undo of one step on top of the undo of the next one.
import type { Plan, ShadowDatabase } from '@migration-planner/core'
import { definitions, faultsOf } from './differences.ts'
import type { Fault } from './proof.ts'
import { attempt } from './run-files.ts'
import type { ProofInput } from './subject.ts'
import { nameOfStep, stateOf, type Walk, withoutFilled } from './walk.ts'

/** Faults of undoing everything that can be undone, last first, and of doing it again. */
export async function roundTrip(input: ProofInput, before: ShadowDatabase, plan: Plan, end: Walk): Promise<readonly Fault[]> {
  const { live } = input
  const database = await input.shadow.copy(before)
  const { session } = database
  try {
    const start = await stateOf(live, session)
    const reach = reversibleSteps(input, plan)
    const back = [...reach].toReversed()
    const failed =
      (await run(input, session, plan, reach, input.stepText)) ??
      (await run(input, session, plan, back, (_, index) => input.downText(plan, index) ?? ''))
    if (failed) return [failed]
    const restored = await stateOf(live, session)
    const schema = definitions(live.compare(start.snapshot, restored.snapshot))
    const whole = reach.every((index) => plan.steps[index]?.rollback.kind === 'reversible')
    const rows = whole ? live.compareContents(withoutFilled(plan, start.contents), withoutFilled(plan, restored.contents)) : []
    const faults = faultsOf('undo of all steps, last first', [...schema, ...rows], {
      one: 'before the plan',
      other: 'after the undo',
    })
    if (faults.length > 0) return faults
    const again = await run(input, session, plan, [...plan.steps.keys()], input.stepText)
    if (again) return [{ ...again, difference: `after the undo of all steps: ${again.difference}` }]
    const same = definitions(live.compare(end.snapshot, await live.snapshot(session)))
    return faultsOf('all steps, undone and done again', same, { one: 'the first time', other: 'the second time' })
  } finally {
    await database.drop()
  }
}

/** The steps before the point of no return: what a contract step lost, the undo of earlier steps may need. */
function reversibleSteps(input: ProofInput, plan: Plan): readonly number[] {
  const stop = plan.steps.findIndex(
    ({ rollback, phase }, index) =>
      rollback.kind === 'impossible' ||
      (rollback.kind === 'loses-data' && phase === 'contract') ||
      input.downText(plan, index) === undefined,
  )
  return [...plan.steps.keys()].slice(0, stop < 0 ? plan.steps.length : stop)
}

async function run(
  { live }: ProofInput,
  session: ShadowDatabase['session'],
  plan: Plan,
  steps: readonly number[],
  textOf: (plan: Plan, index: number) => string,
): Promise<Fault | undefined> {
  for (const index of steps) {
    const failure = await attempt(live, session, textOf(plan, index))
    if (failure) return { statement: nameOfStep(plan, index), difference: failure.message }
  }
  return undefined
}
