// Plans the pending migrations of a project: what `plan` prints and `rewrite` writes.
import {
  type LintedMigration,
  type Operation,
  type Plan,
  type Planned,
  planMigrations,
  type PlanInput,
  UsageError,
} from '@migration-planner/core'
import type { Context } from '../context.ts'
import { assertParsed } from '../output/judged.ts'
import { assertDecisionsMatch, readDecisions, type SaidDecisions } from '../workspace/decisions.ts'
import { planInputFor } from '../workspace/lint-input.ts'
import type { Workspace } from '../workspace/open.ts'
import { assertMigrations, choosePending, type Pending, type PendingOptions } from '../workspace/pending.ts'

export interface PlanOptions extends PendingOptions {
  /** Ids, folders or files of pending migrations; all where none is named. */
  readonly migrations: readonly string[]
  readonly said: SaidDecisions
}

export interface PlannedProject {
  readonly pending: Pending
  readonly input: PlanInput
  readonly linted: readonly LintedMigration[]
  readonly planned: readonly Planned[]
}

export async function planPending(context: Context, workspace: Workspace, options: PlanOptions): Promise<PlannedProject> {
  assertMigrations(context, workspace)
  const pending = await choosePending(context, workspace, options)
  assertDecisionsMatch(readDecisions(workspace.engine, options.said), operationsOf(workspace, pending))
  const only = await onlyNamed(workspace, pending, options.migrations)
  const input: PlanInput = {
    ...(await planInputFor(context, workspace, pending.ids, pending.target, options.said)),
    ...(only ? { only } : {}),
  }
  const { linted, planned } = planMigrations(input)
  // A plan for SQL that nobody could read would be a guess.
  assertParsed(workspace.engine, linted, 'Correct the statement; nothing was written')
  return { pending, input, linted, planned: only ? planned.filter((one) => only.has(idOf(one))) : planned }
}

function operationsOf({ engine, migrations }: Workspace, { ids }: Pending): readonly Operation[] {
  const pending = migrations.filter(({ id }) => ids.has(id))
  return pending.flatMap(({ source }) =>
    engine.read(source).statements.flatMap(({ parts }) => parts.map(({ operation }) => operation)),
  )
}

function idOf(planned: Planned): string {
  return planned.kind === 'plan' ? planned.plan.migration : planned.migration
}

export function plansOf(planned: readonly Planned[]): readonly Plan[] {
  return planned.flatMap((one) => (one.kind === 'plan' ? [one.plan] : []))
}

/** Ids of the named migrations, which must be pending; undefined where none was named. */
async function onlyNamed(
  workspace: Workspace,
  pending: Pending,
  names: readonly string[],
): Promise<ReadonlySet<string> | undefined> {
  if (names.length === 0) return undefined
  const { migrations, project, plansDir } = workspace
  const written = new Set(await project.list(plansDir))
  const ids = names.map((name) => {
    const found = migrations.find(
      ({ id, source }) => id === name || source.path === name || source.path.startsWith(`${name.replace(/\/$/, '')}/`),
    )
    if (!found && written.has(`${name}/`))
      throw new UsageError(`${name} is rewritten already`, `Its plan: ${plansDir}/${name}/PLAN.md`)
    if (!found) throw new UsageError(`There is no migration ${name}`, pendingList(pending))
    if (!pending.ids.has(found.id))
      throw new UsageError(`The migration ${found.id} is not pending. ${pending.said}`, pendingList(pending))
    return found.id
  })
  return new Set(ids)
}

function pendingList({ ids }: Pending): string {
  return ids.size === 0 ? 'No migration is pending' : `Pending: ${[...ids].join(', ')}`
}
