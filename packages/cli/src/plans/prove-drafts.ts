// Proves what `rewrite` is about to write: the very texts, in the place that they will have.
import type { Plan } from '@migration-planner/core'
import type { ProofSummary } from '@migration-planner/core/render'
import { holds, renderProof, type Subject, summariseProof } from '@migration-planner/runner'
import type { Context } from '../context.ts'
import type { Workspace } from '../workspace/open.ts'
import { notProved } from './document.ts'
import type { Draft } from './folder.ts'
import { proveOnShadow } from './prove.ts'

/** What was proved of each plan; undefined, with the report printed, where a claim failed. */
export async function proveDrafts(
  context: Context,
  workspace: Workspace,
  drafts: readonly Draft[],
): Promise<ReadonlyMap<string, ProofSummary> | undefined> {
  const { migrations } = workspace
  const texts = new Map(drafts.flatMap(({ changes }) => changes.map(({ path, after }) => [path, after] as const)))
  const textOf = (plan: Plan, step: number, file: 'file' | 'downFile'): string | undefined => {
    const written = drafts.find((draft) => draft.plan === plan)?.steps.find((candidate) => candidate.step === step)
    return written && texts.get(written[file])
  }
  const plans = new Map(drafts.map(({ plan }) => [plan.migration, plan]))
  // What runs before the first plan is history, pending or not: the shadow is filled with rows after it.
  const first = migrations.findIndex(({ id }) => plans.has(id))
  const last = migrations.findLastIndex(({ id }) => plans.has(id))
  const proof = await proveOnShadow(context, workspace, {
    history: migrations.slice(0, first),
    subjects: migrations.slice(first, last + 1).map((migration): Subject => {
      const plan = plans.get(migration.id)
      return plan ? { kind: 'plan', plan } : { kind: 'as-is', migration }
    }),
    stepText: (plan, step) => textOf(plan, step, 'file') ?? workspace.adapter.stepText(plan, step),
    downText: (plan, step) => textOf(plan, step, 'downFile'),
  })
  if (holds(proof)) {
    context.terminal.note('Proved: every claim that was checked holds')
    context.terminal.detail(renderProof(proof, 'pretty'))
    return new Map([...plans.keys()].map((id) => [id, summariseProof(proof, id) ?? notProved('the proof did not reach it')]))
  }
  context.terminal.result(renderProof(proof, 'pretty'))
  context.terminal.warn(
    'The proof failed: nothing was written. This is a defect of the plan: please report it with the migration.',
  )
  return undefined
}
