// `rollback`: undoes a plan's applied steps on the target, last first, and takes them out of the tool's record.
import { phaseNames, UsageError } from '@migration-planner/core'
import type { Context, Outcome } from '../context.ts'
import { choosePlan, type PlanRecord } from '../plans/folder.ts'
import { type StepState, stepStates } from '../plans/state.ts'
import { onDatabase, targetUrl } from '../workspace/live.ts'
import { openWorkspace, type Workspace } from '../workspace/open.ts'

export interface RollbackOptions {
  readonly plan: string | undefined
  readonly to?: 'expand' | 'backfill' | 'constrain'
  readonly yes?: boolean
}

interface Undo extends StepState {
  readonly sql: string
}

export async function rollback(context: Context, options: RollbackOptions): Promise<Outcome> {
  const workspace = await openWorkspace(context)
  const record = await choosePlan(workspace, options.plan, () => true, 'is there')
  const { adapter, migrations, found } = workspace
  const { terminal } = context
  return onDatabase(targetUrl(context, workspace), async (session) => {
    const applied = (await adapter.applied(session.query, migrations, found)) ?? []
    const undos = await undosOf(workspace, record, stepStates(record, applied), options.to)
    if (undos.length === 0) {
      terminal.note(`Nothing of ${record.plan.migration} is applied${options.to === undefined ? '' : ` after ${options.to}`}`)
      return 0
    }
    if (!(await isMeant(context, undos, options.yes === true))) return 1
    for (const undo of undos) {
      terminal.note(`Undoing ${undo.written.id}`)
      await session.script(undo.sql)
      await adapter.forget?.(session.query, [undo.written.id])
    }
    terminal.note(`${record.plan.migration} is undone on the database; its files are still there and run with the next deploy.`)
    return 0
  })
}

/** The steps to undo, last first; fails before anything is undone where one of them cannot be. */
async function undosOf(
  workspace: Workspace,
  { plan }: PlanRecord,
  states: readonly StepState[],
  to: RollbackOptions['to'],
): Promise<readonly Undo[]> {
  const keep = to === undefined ? -1 : phaseNames.indexOf(to)
  const chosen = states
    .filter(({ state, step }) => (state === 'applied' || state === 'failed') && phaseNames.indexOf(step.phase) > keep)
    .toReversed()
  return Promise.all(
    chosen.map(async (state) => {
      const { step, written } = state
      if (step.rollback.kind === 'impossible') {
        throw new UsageError(
          `${written.id} cannot be undone: ${step.rollback.because}`,
          `Nothing was undone. Section 4 of the plan of ${plan.migration} says what remains`,
          written.downFile,
        )
      }
      const sql = await workspace.project.read(written.downFile)
      if (sql === undefined)
        throw new UsageError(`${written.downFile} is not there`, 'Restore it from git; nothing was undone', written.downFile)
      return { ...state, sql }
    }),
  )
}

async function isMeant({ terminal }: Context, undos: readonly Undo[], said: boolean): Promise<boolean> {
  const losses = undos.flatMap(({ step, written }) =>
    step.rollback.kind === 'loses-data' ? [`${written.id}: ${step.rollback.loses}`] : [],
  )
  for (const loss of losses) terminal.warn(`Cannot come back: ${loss}`)
  if (said) return true
  const list = undos.map(({ written }) => written.id).join(', ')
  if (!terminal.interactive) throw new UsageError(`Nobody said that these may be undone: ${list}`, 'If they may, say so: --yes')
  const { askYesNo } = await import('../output/ask.ts')
  return askYesNo(`Undo ${list}?`)
}
