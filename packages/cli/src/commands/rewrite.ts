// `rewrite`: replaces each unsafe pending migration by safe files, after proving them; all files are written, or none.
import { type FileChange, type Plan, type Planned, UsageError } from '@migration-planner/core'
import type { ProofSummary } from '@migration-planner/core/render'
import type { Context, Outcome } from '../context.ts'
import { mergeChanges, overlay } from '../files/overlay.ts'
import { writeChanges } from '../files/write-changes.ts'
import { sayBlocked, saySafe } from '../output/planned-text.ts'
import { deployCommand, knownRows, notProved, planFolderOf, timestamp } from '../plans/document.ts'
import { checksumsOf, type Draft, folderChanges, type PlanRecord } from '../plans/folder.ts'
import { planPending, type PlannedProject, plansOf } from '../plans/plan-pending.ts'
import { mergeSaid, type SaidDecisions } from '../workspace/decisions.ts'
import { openWorkspace, type Workspace } from '../workspace/open.ts'
import type { From } from '../workspace/pending.ts'

export interface RewriteOptions {
  readonly migrations: readonly string[]
  readonly from?: From
  readonly since?: string
  readonly rename?: Readonly<Record<string, string>>
  readonly fill?: Readonly<Record<string, string>>
  readonly dryRun?: boolean
  readonly yes?: boolean
  readonly verify: boolean
}

export async function rewrite(context: Context, options: RewriteOptions): Promise<Outcome> {
  const workspace = await openWorkspace(context)
  const project = await decided(context, workspace, options)
  if (!project) return 1
  const plans = plansOf(project.planned)
  if (plans.length === 0) {
    context.terminal.note('Nothing to rewrite')
    return 0
  }
  assertAnswerable(context, options)
  const drafts = await draftAll(context, workspace, plans)
  const proofs = await proofsOf(context, workspace, drafts, options.verify)
  if (!proofs) return 1
  const changes = await allChanges(context, workspace, project, drafts, proofs)
  return options.dryRun === true ? show(context, changes) : write(context, workspace, drafts, changes, options.yes === true)
}

/** The plans, once every question is answered; undefined where one is left and nobody can be asked. */
async function decided(context: Context, workspace: Workspace, options: RewriteOptions): Promise<PlannedProject | undefined> {
  let said: SaidDecisions = { renames: options.rename ?? {}, fills: options.fill ?? {} }
  for (;;) {
    const project = await planPending(context, workspace, { ...options, said })
    context.terminal.note(project.pending.said)
    assertNotPartlyApplied(workspace, project)
    const blocked = project.planned.filter((one) => one.kind === 'blocked')
    if (blocked.length === 0) {
      saySafe(context, project.planned)
      return project
    }
    const answers = await answersTo(context, workspace, blocked, options)
    if (!answers) return undefined
    said = mergeSaid(said, answers)
  }
}

async function answersTo(
  context: Context,
  { engine }: Workspace,
  blocked: readonly Planned[],
  options: RewriteOptions,
): Promise<SaidDecisions | undefined> {
  const open = blocked.flatMap((one) => (one.kind === 'blocked' ? [one] : []))
  const askable = open.every(({ refusals, questions }) => refusals.length === 0 && questions.length > 0)
  if (!askable || options.yes === true || !context.terminal.interactive) {
    sayBlocked(context, blocked)
    return undefined
  }
  const { askQuestions } = await import('../output/ask.ts')
  return askQuestions(
    engine,
    open.flatMap(({ questions }) => questions),
  )
}

/** What a database did halfway is in neither state: a person must look first. */
function assertNotPartlyApplied({ adapter, migrations }: Workspace, { pending, planned }: PlannedProject): void {
  const ids = new Set(planned.map((one) => (one.kind === 'plan' ? one.plan.migration : one.migration)))
  const failed = pending.target?.applied?.find(({ id, state }) => state === 'failed' && ids.has(id))
  if (!failed) return
  const file = migrations.find(({ id }) => id === failed.id)?.source.path
  throw new UsageError(
    `The database has started ${failed.id} and not finished it: parts of it may be there`,
    `Find out which (section "Rollback" of ${adapter.title}'s documentation), resolve it with ${adapter.title}, then rewrite; nothing was written`,
    file,
  )
}

function assertAnswerable({ terminal }: Context, options: RewriteOptions): void {
  if (options.yes === true || options.dryRun === true || terminal.interactive) return
  throw new UsageError(
    'rewrite would write files, and there is no terminal to ask at',
    'Say --yes to write, or --dry-run to see the difference',
  )
}

async function draftAll(context: Context, workspace: Workspace, plans: readonly Plan[]): Promise<readonly Draft[]> {
  const drafts: Draft[] = []
  let project = workspace.project
  for (const plan of plans) {
    const options = { planFolder: planFolderOf(workspace, plan.migration), now: timestamp(context.now) }
    const { steps, changes } = await workspace.adapter.write(plan, project, workspace.found, options)
    drafts.push({ plan, steps, changes })
    project = overlay(project, changes)
  }
  return drafts
}

/** What was proved of each plan; undefined where a claim failed. */
async function proofsOf(
  context: Context,
  workspace: Workspace,
  drafts: readonly Draft[],
  verify: boolean,
): Promise<ReadonlyMap<string, ProofSummary> | undefined> {
  const unproved = (because: string): ReadonlyMap<string, ProofSummary> =>
    new Map(drafts.map(({ plan }) => [plan.migration, notProved(because)]))
  if (!verify) return unproved('because of --no-verify')
  if (context.flags.shadowUrl === 'none') return unproved('because of --shadow-url none')
  const { proveDrafts } = await import('../plans/prove-drafts.ts')
  return proveDrafts(context, workspace, drafts)
}

async function allChanges(
  context: Context,
  workspace: Workspace,
  { input }: PlannedProject,
  drafts: readonly Draft[],
  proofs: ReadonlyMap<string, ProofSummary>,
): Promise<readonly FileChange[]> {
  const changes = drafts.flatMap((draft) => draft.changes)
  const project = overlay(workspace.project, changes)
  const folders = await Promise.all(
    drafts.map(({ plan, steps, changes: own }) => {
      const record: PlanRecord = {
        tool: workspace.adapter.name,
        plan,
        written: steps,
        rows: knownRows(plan, input.rowsOf),
        proof: proofs.get(plan.migration) ?? notProved('it was not asked for'),
        checksums: checksumsOf(steps, own),
      }
      return folderChanges(context, workspace, project, record)
    }),
  )
  return mergeChanges([...changes, ...folders.flat()])
}

async function show(context: Context, changes: readonly FileChange[]): Promise<Outcome> {
  const { diffText } = await import('../output/diff.ts')
  context.terminal.result(diffText(changes, context.terminal.paint))
  context.terminal.note('Nothing was written (--dry-run)')
  return 0
}

async function write(
  context: Context,
  workspace: Workspace,
  drafts: readonly Draft[],
  changes: readonly FileChange[],
  yes: boolean,
): Promise<Outcome> {
  const { terminal } = context
  for (const draft of drafts) sayDraft(context, draft)
  if (!yes) {
    const { askYesNo } = await import('../output/ask.ts')
    if (!(await askYesNo(`Write ${changes.filter(({ after }) => after !== undefined).length} files?`))) {
      terminal.note('Nothing was written')
      return 1
    }
  }
  writeChanges(workspace.root, changes)
  for (const { plan } of drafts) terminal.note(`Wrote ${planFolderOf(workspace, plan.migration)}/PLAN.md`)
  terminal.note(`Review the plan, commit it with the files, then: \`${deployCommand(context, workspace)}\``)
  return 0
}

function sayDraft({ terminal }: Context, { plan, steps }: Draft): void {
  terminal.note(`${terminal.paint.bold(plan.migration)} becomes:`)
  for (const { step, id, held } of steps) {
    terminal.note(`  ${id}${held ? ' (held)' : ''}  ${terminal.paint.dim(plan.steps[step]?.title ?? '')}`)
  }
}
