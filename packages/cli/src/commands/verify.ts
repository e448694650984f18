// `verify`: proves the written plans again, from their files on the disk, on the shadow; an edit whose claims hold is accepted.
import { type Plan, UsageError } from '@migration-planner/core'
import { holds, type Proof, renderProof, type Subject, summariseProof } from '@migration-planner/runner'
import type { Context, Outcome } from '../context.ts'
import { mergeChanges } from '../files/overlay.ts'
import { writeChanges } from '../files/write-changes.ts'
import { formatNamed } from '../output/formats.ts'
import { checksum, choosePlans, editedFiles, folderChanges, type PlanRecord } from '../plans/folder.ts'
import { proveOnShadow, wantsNoShadow } from '../plans/prove.ts'
import { openWorkspace, type Workspace } from '../workspace/open.ts'

export interface VerifyOptions {
  readonly plans: readonly string[]
  readonly format: string
}

const formats: Readonly<Record<string, (proof: Proof) => string>> = {
  pretty: (proof) => renderProof(proof, 'pretty'),
  markdown: (proof) => renderProof(proof, 'markdown'),
  json: (proof) => JSON.stringify({ version: 1, holds: holds(proof), ...proof }, undefined, 2),
}

export async function verify(context: Context, options: VerifyOptions): Promise<Outcome> {
  const render = formatNamed(formats, options.format)
  if (wantsNoShadow(context))
    throw new UsageError('--shadow-url none: there is nothing to prove on', 'Leave the flag away, or name a server')
  const workspace = await openWorkspace(context)
  const chosen = await choosePlans(workspace, options.plans)
  const { history, subjects } = arrange(workspace, chosen)
  const texts = await stepFiles(workspace, chosen)
  const textOf = (plan: Plan, step: number, file: 'file' | 'downFile'): string | undefined =>
    texts.get(plan.migration)?.[step]?.[file]
  const proof = await proveOnShadow(context, workspace, {
    history,
    subjects,
    stepText: (plan, step) => textOf(plan, step, 'file') ?? workspace.adapter.stepText(plan, step),
    downText: (plan, step) => textOf(plan, step, 'downFile'),
  })
  context.terminal.result(render(proof))
  if (!holds(proof)) return 1
  for (const record of chosen) await remember(context, workspace, record, proof)
  return 0
}

/** The plans in the place of their steps; other plans' steps, and everything else, run as they are. */
function arrange(
  { migrations }: Workspace,
  chosen: readonly PlanRecord[],
): { readonly history: typeof migrations; readonly subjects: readonly Subject[] } {
  const owner = new Map(chosen.flatMap((record) => record.written.map(({ id }) => [id, record] as const)))
  const first = migrations.findIndex(({ id }) => owner.has(id))
  const start = first < 0 ? migrations.length : first
  const placed = new Set<PlanRecord>()
  const subjects = migrations.slice(start).flatMap((migration): readonly Subject[] => {
    const record = owner.get(migration.id)
    if (!record) return [{ kind: 'as-is', migration }]
    if (placed.has(record)) return []
    placed.add(record)
    return [{ kind: 'plan', plan: record.plan }]
  })
  const last = subjects.findLastIndex(({ kind }) => kind === 'plan')
  const unplaced = chosen.filter((record) => !placed.has(record)).map(({ plan }): Subject => ({ kind: 'plan', plan }))
  return { history: migrations.slice(0, start), subjects: [...subjects.slice(0, last + 1), ...unplaced] }
}

interface StepFiles {
  readonly file: string
  readonly downFile: string | undefined
}

/** The texts of every step by plan and index, as they lie on the disk. */
async function stepFiles(
  { project }: Workspace,
  records: readonly PlanRecord[],
): Promise<ReadonlyMap<string, Readonly<Record<number, StepFiles>>>> {
  const entries = await Promise.all(
    records.map(async ({ plan, written }) => {
      const steps = await Promise.all(
        written.map(async ({ step, file, downFile }) => {
          const text = await project.read(file)
          if (text === undefined)
            throw new UsageError(`${file} is not there`, 'Restore it from git, or write the plan again with `rewrite`', file)
          return [step, { file: text, downFile: await project.read(downFile) }] as const
        }),
      )
      return [plan.migration, Object.fromEntries(steps)] as const
    }),
  )
  return new Map(entries)
}

/** The plan says what was proved of it; files that were edited are, from here on, as they should be. */
async function remember(context: Context, workspace: Workspace, record: PlanRecord, proof: Proof): Promise<void> {
  const summary = summariseProof(proof, record.plan.migration)
  if (!summary) return
  const edited = await editedFiles(workspace, record)
  for (const path of edited) context.terminal.note(`${path} was edited since it was written; its claims hold, so it is accepted`)
  const accepted = await Promise.all(
    edited.map(async (path) => [path, checksum((await workspace.project.read(path)) ?? '')] as const),
  )
  const updated: PlanRecord = { ...record, proof: summary, checksums: { ...record.checksums, ...Object.fromEntries(accepted) } }
  writeChanges(workspace.root, mergeChanges(await folderChanges(context, workspace, workspace.project, updated)))
}
