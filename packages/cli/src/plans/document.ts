// From a plan to the document that people read: its files, its commands, its proof.
import { join } from 'node:path/posix'
import { displayName, type Plan, type WrittenPlan } from '@migration-planner/core'
import { type CheckedValue, type PlanDocument, type ProofSummary, tablesOf } from '@migration-planner/core/render'
import type { Context } from '../context.ts'
import type { Workspace } from '../workspace/open.ts'
import type { RowsOf } from '../workspace/rows.ts'

export interface DocumentParts {
  readonly plan: Plan
  readonly written: WrittenPlan['steps']
  readonly rows: Readonly<Record<string, number>>
  readonly proof: ProofSummary
  readonly checked?: { readonly before?: readonly CheckedValue[]; readonly after?: readonly CheckedValue[] }
}

export function documentFor(context: Context, workspace: Workspace, parts: DocumentParts): PlanDocument {
  const { adapter, engine } = workspace
  const { plan, written, rows, proof, checked } = parts
  return {
    plan,
    tool: {
      name: adapter.name,
      title: adapter.title,
      ...(adapter.recordedIn === undefined ? {} : { recordedIn: adapter.recordedIn }),
    },
    binary: context.binary,
    deployCommand: deployCommand(context, workspace),
    planFolder: planFolderOf(workspace, plan.migration),
    written,
    stepText: (step) => adapter.stepText(plan, step),
    rollbackCommands: adapter.rollbackCommands(plan, { steps: written, changes: [] }),
    rowsOf: (table) => rows[displayName(table)],
    quoteTable: ({ schema, name }) =>
      [schema, name].flatMap((part) => (part === undefined ? [] : [engine.quote(part)])).join('.'),
    proof,
    ...(checked ? { checked } : {}),
  }
}

/** What deploys, as a person types it. */
export function deployCommand({ binary }: Context, { adapter }: Workspace): string {
  const deploy = adapter.migrateCommands?.find(({ purpose }) => purpose === 'deploy')
  return deploy ? `${binary} migrate ${deploy.name}` : `${adapter.title}'s own command`
}

export function planFolderOf({ plansDir }: Workspace, migration: string): string {
  return join(plansDir, migration)
}

/** The rows of the plan's tables that are known: the plan remembers them, so that it reads the same tomorrow. */
export function knownRows(plan: Plan, rowsOf: RowsOf): Readonly<Record<string, number>> {
  return Object.fromEntries(
    tablesOf(plan).flatMap((table) => (rowsOf(table) === undefined ? [] : [[displayName(table), rowsOf(table) ?? 0]])),
  )
}

/** `YYYYMMDDHHMMSS` in UTC, as tools write it. */
export function timestamp(now: Date): string {
  return now.toISOString().replaceAll(/[-:T]/g, '').slice(0, 14)
}

export function notProved(because: string): ProofSummary {
  return { rollbackTested: false, because, claims: [] }
}
