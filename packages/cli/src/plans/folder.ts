// The plan folder: PLAN.md for people, plan.json for programs, before.sql and after.sql; written from a plan, and read back.
import { createHash } from 'node:crypto'
import { join } from 'node:path/posix'
import {
  type FileChange,
  type Plan,
  type Project,
  UsageError,
  type WrittenCheck,
  type WrittenStep,
} from '@migration-planner/core'
import { expectedText, planJson, renderPlanMarkdown } from '@migration-planner/core/render'
import type { Context } from '../context.ts'
import type { Workspace } from '../workspace/open.ts'
import { documentFor, type DocumentParts, planFolderOf } from './document.ts'

/** A plan with its place in the project, before anything is written. */
export interface Draft {
  readonly plan: Plan
  readonly steps: readonly WrittenStep[]
  readonly changes: readonly FileChange[]
}

/** All that later commands need to know of a plan. */
export interface PlanRecord extends DocumentParts {
  readonly tool: string
  /** SHA-256 of each step's files, as they were written, or as a proof accepted them. */
  readonly checksums: Readonly<Record<string, string>>
  /** When the held steps were let go; undefined while they are held. */
  readonly released?: string
}

/** The folder's own files, beside those that the adapter writes. */
export async function folderChanges(
  context: Context,
  workspace: Workspace,
  project: Project,
  record: PlanRecord,
): Promise<readonly FileChange[]> {
  const folder = planFolderOf(workspace, record.plan.migration)
  const document = documentFor(context, workspace, record)
  const files: readonly (readonly [string, string])[] = [
    ['PLAN.md', renderPlanMarkdown(document)],
    ['plan.json', serialise(planJson(document), record)],
    ['before.sql', checksText(record.plan.before)],
    ['after.sql', checksText(record.plan.after)],
  ]
  return Promise.all(
    files.map(async ([name, after]) => {
      const path = join(folder, name)
      return { path, before: await project.read(path), after }
    }),
  )
}

/** Every written plan of the project. */
export async function readPlans(workspace: Workspace): Promise<readonly PlanRecord[]> {
  const entries = await workspace.project.list(workspace.plansDir)
  const folders = entries.filter((entry) => entry.endsWith('/')).map((entry) => entry.slice(0, -1))
  return Promise.all(folders.toSorted().map((folder) => readPlan(workspace, folder)))
}

/** The plans that were named, or all; a name is the migration's, or its folder. */
export async function choosePlans(workspace: Workspace, names: readonly string[]): Promise<readonly PlanRecord[]> {
  const plans = await readPlans(workspace)
  if (plans.length === 0) throw new UsageError(`There is no plan in ${workspace.plansDir}`, 'Write one with `rewrite`')
  if (names.length === 0) return plans
  return names.map((name) => {
    const wanted = name.replace(/\/$/, '').split('/').at(-1)
    const found = plans.find(({ plan }) => plan.migration === wanted)
    if (found) return found
    throw new UsageError(`There is no plan ${name}`, `Plans: ${plans.map(({ plan }) => plan.migration).join(', ')}`)
  })
}

/** The one plan that was named, or the only one that fits. */
export async function choosePlan(
  workspace: Workspace,
  name: string | undefined,
  fits: (record: PlanRecord) => boolean,
  what: string,
): Promise<PlanRecord> {
  const chosen = await choosePlans(workspace, name === undefined ? [] : [name])
  if (name !== undefined && chosen[0]) return chosen[0]
  const fitting = chosen.filter(fits)
  if (fitting.length === 1 && fitting[0]) return fitting[0]
  const list = (fitting.length === 0 ? chosen : fitting).map(({ plan }) => plan.migration).join(', ')
  throw new UsageError(
    fitting.length === 0 ? `No plan ${what}` : `Several plans are there: ${list}`,
    fitting.length === 0 ? `Plans: ${list}` : 'Name the one you mean',
  )
}

export function checksum(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

/** A step's files whose content is not the one that was written; missing ones too. */
export async function editedFiles({ project }: Workspace, record: PlanRecord): Promise<readonly string[]> {
  const states = await Promise.all(
    Object.entries(record.checksums).map(async ([path, expected]) => {
      const text = await project.read(path)
      return text !== undefined && checksum(text) === expected ? [] : [path]
    }),
  )
  return states.flat()
}

/** Checksums of the steps' files, from the changes that write them. */
export function checksumsOf(steps: readonly WrittenStep[], changes: readonly FileChange[]): Readonly<Record<string, string>> {
  const texts = new Map(changes.map(({ path, after }) => [path, after]))
  const paths = steps.flatMap(({ file, downFile }) => [file, downFile])
  return Object.fromEntries(paths.flatMap((path) => [[path, checksum(texts.get(path) ?? '')]]))
}

async function readPlan(workspace: Workspace, folder: string): Promise<PlanRecord> {
  const path = join(workspace.plansDir, folder, 'plan.json')
  const text = await workspace.project.read(path)
  if (text === undefined) throw damaged(path, 'The plan folder has no plan.json')
  const record = parse(text, path)
  if (record.plan.migration !== folder)
    throw damaged(path, `The plan folder is called ${folder}, but the plan in it is of ${record.plan.migration}`)
  if (record.tool !== workspace.adapter.name)
    throw damaged(path, `The plan was written for ${record.tool}, not for ${workspace.adapter.name}`)
  return record
}

function damaged(path: string, what: string): UsageError {
  return new UsageError(what, 'Restore the folder from git, or write the plan again with `rewrite`', path)
}

const mapMark = '$map'

/** The document's fields for other programs, then our record in one line, then a digest of both. */
function serialise(json: object, record: PlanRecord): string {
  const open = JSON.stringify(json, undefined, 2).replace(/\n}$/, '')
  const body = `${open},\n  "record": ${JSON.stringify(record, (_, value: unknown) => (value instanceof Map ? { [mapMark]: [...value] } : value))}`
  return `${body},\n  "digest": "${checksum(body)}"\n}\n`
}

function parse(text: string, path: string): PlanRecord {
  const normal = text.replaceAll('\r\n', '\n')
  const end = normal.lastIndexOf(',\n  "digest": "')
  const digest = /"digest": "([0-9a-f]{64})"\s*}\s*$/.exec(normal)?.[1]
  if (end < 0 || digest === undefined || checksum(normal.slice(0, end)) !== digest)
    throw damaged(path, 'plan.json was edited by hand, or is damaged')
  const value: { readonly version: number; readonly record: PlanRecord } = JSON.parse(normal, reviveMap)
  if (value.version !== 1) throw damaged(path, `plan.json has version ${value.version}, which this program does not know`)
  return value.record
}

function reviveMap(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !(mapMark in value)) return value
  return Array.isArray(value[mapMark]) ? new Map(value[mapMark]) : value
}

function checksText(checks: readonly WrittenCheck[]): string {
  if (checks.length === 0) return '-- Nothing needs to be asked of the data.\n'
  return checks.map((check) => `-- ${check.title}\n-- Expected: ${expectedText(check)}\n${check.sql};\n`).join('\n')
}
