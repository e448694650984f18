// `plan`: prints the Migration Plan of the pending migrations. Writes nothing, unless told where.
import { writeFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Plan, Planned } from '@migration-planner/core'
import { planJson, type PlanDocument, renderPlanMarkdown } from '@migration-planner/core/render'
import type { Context, Outcome } from '../context.ts'
import { overlay } from '../files/overlay.ts'
import { sayBlocked, saySafe } from '../output/planned-text.ts'
import { formatNamed } from '../output/formats.ts'
import { documentFor, knownRows, notProved, planFolderOf, timestamp } from '../plans/document.ts'
import { planPending, type PlannedProject, plansOf } from '../plans/plan-pending.ts'
import { openWorkspace, type Workspace } from '../workspace/open.ts'
import type { From } from '../workspace/pending.ts'

export interface PlanCommandOptions {
  readonly migrations: readonly string[]
  readonly from?: From
  readonly since?: string
  readonly rename?: Readonly<Record<string, string>>
  readonly fill?: Readonly<Record<string, string>>
  readonly format: string
  readonly out?: string
}

const formats: Readonly<Record<string, (documents: readonly PlanDocument[]) => Promise<string>>> = {
  markdown: async (documents) => documents.map(renderPlanMarkdown).join('\n'),
  json: async (documents) => {
    const [first, ...others] = documents.map(planJson)
    return `${JSON.stringify(first !== undefined && others.length === 0 ? first : documents.map(planJson), undefined, 2)}\n`
  },
  html: async (documents) => {
    const { toHtml } = await import('../output/html.ts')
    return toHtml(documents.map(renderPlanMarkdown).join('\n'), documents.map(({ plan }) => plan.description).join(', '))
  },
}

export async function plan(context: Context, options: PlanCommandOptions): Promise<Outcome> {
  const render = formatNamed(formats, options.format)
  const workspace = await openWorkspace(context)
  const said = { renames: options.rename ?? {}, fills: options.fill ?? {} }
  const project = await planPending(context, workspace, { ...options, said })
  context.terminal.note(project.pending.said)
  const blocked = tell(context, project.planned)
  const plans = plansOf(project.planned)
  if (plans.length > 0 || options.format === 'json')
    await output(context, options.out, await render(await documentsOf(context, workspace, project, plans)))
  return blocked ? 1 : 0
}

function tell(context: Context, planned: readonly Planned[]): boolean {
  if (planned.length === 0) context.terminal.note('No migration is pending: there is nothing to plan')
  saySafe(context, planned)
  return sayBlocked(context, planned)
}

async function documentsOf(
  context: Context,
  workspace: Workspace,
  { input }: PlannedProject,
  plans: readonly Plan[],
): Promise<readonly PlanDocument[]> {
  const documents: PlanDocument[] = []
  let current = workspace.project
  for (const plan of plans) {
    const options = { planFolder: planFolderOf(workspace, plan.migration), now: timestamp(context.now) }
    const written = await workspace.adapter.write(plan, current, workspace.found, options)
    current = overlay(current, written.changes)
    const rows = knownRows(plan, input.rowsOf)
    const proof = notProved(
      `this is the plan alone; \`${context.binary} rewrite\` proves it before it writes, \`${context.binary} verify\` afterwards`,
    )
    documents.push(documentFor(context, workspace, { plan, written: written.steps, rows, proof }))
  }
  return documents
}

async function output(context: Context, file: string | undefined, text: string): Promise<void> {
  if (file === undefined) return context.terminal.result(text)
  await writeFile(resolve(context.cwd, file), text)
  context.terminal.note(`Wrote ${file}`)
}
