// `status`: every plan: the phase it reached on the target, what is held, and what to do next.
import type { AppliedMigration } from '@migration-planner/core'
import { type Paint } from '@migration-planner/core/render'
import type { Context, Outcome } from '../context.ts'
import { formatNamed } from '../output/formats.ts'
import { deployCommand } from '../plans/document.ts'
import { type PlanRecord, readPlans } from '../plans/folder.ts'
import { phaseReached, type StepState, stepStates } from '../plans/state.ts'
import { openWorkspace, type Workspace } from '../workspace/open.ts'
import { databaseUrlOf } from '../workspace/database-url.ts'

interface PlanStatus {
  readonly migration: string
  readonly description: string
  /** Undefined where no database answered, or nothing was applied yet. */
  readonly phase: string | undefined
  readonly steps: readonly { readonly id: string; readonly phase: string; readonly title: string; readonly state: string }[]
  readonly held: number
  readonly next: string
}

const formats: Readonly<Record<string, (plans: readonly PlanStatus[], paint: Paint) => string>> = {
  pretty: (plans, paint) => plans.map((plan) => statusText(plan, paint)).join('\n\n'),
  json: (plans) =>
    JSON.stringify({ version: 1, plans: plans.map((plan) => ({ ...plan, phase: plan.phase ?? null })) }, undefined, 2),
}

export async function status(context: Context, options: { readonly format: string }): Promise<Outcome> {
  const render = formatNamed(formats, options.format)
  const workspace = await openWorkspace(context)
  return printStatus(context, workspace, render)
}

/** Our part of the tool's own status command. */
export async function printStatus(context: Context, workspace: Workspace, render = formats['pretty']): Promise<Outcome> {
  const plans = await readPlans(workspace)
  if (plans.length === 0) context.terminal.note(`There is no plan in ${workspace.plansDir}`)
  const applied = plans.length === 0 ? undefined : await appliedOn(context, workspace)
  const statuses = plans.map((record) => statusOf(context, workspace, record, applied))
  if (render && (plans.length > 0 || render !== formats['pretty']))
    context.terminal.result(render(statuses, context.terminal.paint))
  return 0
}

/** What the target applied; undefined, and said so, where it cannot be asked. */
async function appliedOn(context: Context, workspace: Workspace): Promise<readonly AppliedMigration[] | undefined> {
  const url = databaseUrlOf(context, workspace)
  if (url === undefined) {
    context.terminal.note('No database URL is configured: what is applied is not known')
    return undefined
  }
  const { onDatabase } = await import('../workspace/live.ts')
  const { adapter, migrations, found } = workspace
  try {
    return await onDatabase(url, async (session) => (await adapter.applied(session.query, migrations, found)) ?? [])
  } catch (error) {
    if (context.flags.databaseUrl !== undefined) throw error
    context.terminal.warn(`${error instanceof Error ? error.message : String(error)}: what is applied is not known`)
    return undefined
  }
}

function statusOf(
  context: Context,
  workspace: Workspace,
  record: PlanRecord,
  applied: readonly AppliedMigration[] | undefined,
): PlanStatus {
  const states = stepStates(record, applied ?? [])
  return {
    migration: record.plan.migration,
    description: record.plan.description,
    phase: applied ? phaseReached(states) : undefined,
    steps: states.map(({ step, written, state }) => ({
      id: written.id,
      phase: step.phase,
      title: step.title,
      state: applied || written.held ? state : 'not known',
    })),
    held: states.filter(({ state }) => state === 'held').length,
    next: nextStep(context, workspace, record, states, applied !== undefined),
  }
}

function nextStep(
  context: Context,
  workspace: Workspace,
  { plan }: PlanRecord,
  states: readonly StepState[],
  known: boolean,
): string {
  const deploy = deployCommand(context, workspace)
  if (!known) return `${context.binary} status --database-url URL`
  if (states.some(({ state }) => state === 'failed' || state === 'pending')) return deploy
  if (states.some(({ state }) => state === 'held')) {
    return `${context.binary} validate ${plan.migration} --stage after; then, when no running application uses what will go, ${context.binary} release ${plan.migration}`
  }
  return 'nothing: all of it is applied'
}

const marks: Readonly<Record<string, string>> = { applied: '✓', failed: '✗', pending: '·', held: '‖', 'not known': '?' }

function statusText({ migration, description, phase, steps, next }: PlanStatus, paint: Paint): string {
  const lines = steps.map(({ id, state, title }) => `  ${marks[state] ?? '?'} ${state.padEnd(9)} ${id}  ${paint.dim(title)}`)
  const reached = phase === undefined ? '' : `, ${phase} reached`
  return [`${paint.bold(migration)}  ${description}${reached}`, ...lines, `  next: ${paint.cyan(next)}`].join('\n')
}
