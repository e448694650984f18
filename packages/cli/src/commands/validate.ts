// `validate`: asks the target a plan's questions, prints the answers and fills the plan's validation table.
import { table } from '@migration-planner/core/render'
import type { Context, Outcome } from '../context.ts'
import { writeChanges } from '../files/write-changes.ts'
import { askChecks, failures } from '../plans/ask-checks.ts'
import { choosePlan, folderChanges, type PlanRecord } from '../plans/folder.ts'
import { onDatabase, targetUrl } from '../workspace/live.ts'
import { openWorkspace } from '../workspace/open.ts'

export interface ValidateOptions {
  readonly plan: string | undefined
  readonly stage: 'before' | 'after'
}

export async function validate(context: Context, { plan, stage }: ValidateOptions): Promise<Outcome> {
  const workspace = await openWorkspace(context)
  const record = await choosePlan(workspace, plan, () => true, 'is there')
  const checks = record.plan[stage]
  const asked = await onDatabase(targetUrl(context, workspace), (session) => askChecks(session.query, checks, baselineOf(record)))
  const rows = asked.map(({ title, expected, actual, status }) => [title, expected, actual, status])
  context.terminal.result(
    rows.length === 0 ? 'Nothing needs to be asked of the data.' : table(['Check', 'Expected', 'Actual', 'Status'], rows),
  )
  const values = asked.map(({ title, actual, status }) => ({ title, actual, status }))
  const updated: PlanRecord = { ...record, checked: { ...record.checked, [stage]: values } }
  writeChanges(workspace.root, await folderChanges(context, workspace, workspace.project, updated))
  const failed = failures(asked)
  if (failed.length > 0) context.terminal.warn(`${failed.length} of ${asked.length} checks failed`)
  return failed.length > 0 ? 1 : 0
}

export function baselineOf({ checked }: PlanRecord): ReadonlyMap<string, string> {
  return new Map((checked?.before ?? []).map(({ title, actual }) => [title, actual]))
}
