// `migrate deploy`: gate, repair of what an interrupted run left, then the tool's own command.
import { lintMigrations } from '@migration-planner/core'
import { renderPretty } from '@migration-planner/core/render'
import type { Context, Outcome } from '../context.ts'
import { assertParsed, defaultThreshold, isUnsafe, reportOf } from '../output/judged.ts'
import { type PlanRecord, readPlans } from '../plans/folder.ts'
import { lintInputFor } from '../workspace/lint-input.ts'
import type { Workspace } from '../workspace/open.ts'
import { databaseUrlOf } from '../workspace/database-url.ts'
import { choosePending, type Pending } from '../workspace/pending.ts'
import { runTool } from '../workspace/tool-command.ts'
import { assertUnedited } from './release.ts'

export async function deploy(
  context: Context,
  workspace: Workspace,
  command: readonly string[],
  allow: readonly string[],
): Promise<Outcome> {
  const { terminal } = context
  const url = databaseUrlOf(context, workspace)
  const pending = await choosePending(context, workspace, url === undefined ? {} : { from: 'database' })
  terminal.note(pending.said)
  const plans = await readPlans(workspace)
  const refused = await refusedBy(context, workspace, pending, plans, new Set(allow))
  if (refused) return 1
  if (url !== undefined && pending.ids.size > 0) {
    const { repair, contractRefusal } = await import('../plans/before-deploy.ts')
    const because = await contractRefusal(url, workspace, plans, pending)
    if (because !== undefined) {
      terminal.warn(`${because}. Nothing was deployed.`)
      return 1
    }
    await repair(context, url, workspace, plans, pending)
  }
  return runTool(context, command)
}

/** The tool deploys all that is pending: one unsafe migration among them stops all of them. */
async function refusedBy(
  context: Context,
  workspace: Workspace,
  pending: Pending,
  plans: readonly PlanRecord[],
  allowed: ReadonlySet<string>,
): Promise<boolean> {
  const planned = await plannedIds(context, workspace, pending, plans)
  const input = await lintInputFor(context, workspace, pending.ids, pending.target)
  const linted = lintMigrations(input)
  assertParsed(input.engine, linted, 'Correct the statement; nothing was deployed')
  const threshold = workspace.config.failOn ?? defaultThreshold
  const unsafe = linted.find(
    (migration) => !planned.has(migration.id) && !allowed.has(migration.id) && isUnsafe(migration, threshold),
  )
  if (!unsafe) return false
  const report = reportOf({ tool: workspace.adapter.name, binary: context.binary, from: pending.from, input, linted: [unsafe] })
  context.terminal.result(renderPretty(report, context.terminal.paint))
  context.terminal.warn(
    `${unsafe.id} is unsafe and nobody allowed it: nothing was deployed. Make it safe: \`${context.binary} rewrite ${unsafe.id}\`; or deploy it as it is: --allow ${unsafe.id}`,
  )
  return true
}

/** Steps of our own plans were judged and proved together; what was edited since was not. */
async function plannedIds(
  context: Context,
  workspace: Workspace,
  { ids }: Pending,
  plans: readonly PlanRecord[],
): Promise<ReadonlySet<string>> {
  const planned = new Set<string>()
  for (const record of plans) {
    const own = record.written.filter(({ held, id }) => !held && ids.has(id))
    if (own.length > 0) await assertUnedited(context, workspace, record)
    for (const { id } of own) planned.add(id)
  }
  return planned
}
