// Which migrations are pending: those that the target has not applied, or that the base branch does not have, or all.
import { UsageError } from '@migration-planner/core'
import type { Context } from '../context.ts'
import { redact } from '../redact.ts'
import { filesAt, findBase, isRepository } from './git.ts'
import { databaseUrlOf } from './database-url.ts'
import type { Workspace } from './open.ts'
import type { TargetFacts } from './target.ts'

export type From = 'database' | 'git' | 'all'

export interface PendingOptions {
  readonly from?: From
  /** Git reference that the work is compared with. */
  readonly since?: string
}

export interface Pending {
  readonly from: From
  readonly ids: ReadonlySet<string>
  /** One line that says how they were chosen. */
  readonly said: string
  readonly target?: TargetFacts
}

/** Where there is no migration, nobody learns anything from hearing that none is unsafe: most likely it is another folder. */
export function assertMigrations({ binary }: Context, { migrations, found }: Workspace): void {
  if (migrations.length > 0) return
  throw new UsageError(
    `There are no migrations in ${found.migrations}`,
    `Write the first one, or say where the project is: ${binary} … --cwd DIR`,
    found.migrations,
  )
}

export async function choosePending(context: Context, workspace: Workspace, options: PendingOptions): Promise<Pending> {
  const chosen = options.from ?? (options.since === undefined ? undefined : 'git')
  if (chosen === 'database') return fromDatabase(context, workspace)
  if (chosen === 'git') return (await fromGit(workspace, options.since)) ?? noBase()
  if (chosen === 'all') return allOf(workspace, '')
  return byDefault(context, workspace)
}

async function byDefault(context: Context, workspace: Workspace): Promise<Pending> {
  const said = databaseUrlOf(context, workspace)
  if (said === undefined) return withoutDatabase(workspace, '')
  try {
    return await fromDatabase(context, workspace)
  } catch (error) {
    // Named on the command line, the database was meant; a URL that merely stands in a file may be out of reach.
    if (context.flags.databaseUrl !== undefined || !(error instanceof UsageError)) throw error
    context.terminal.detail(error.message)
    return withoutDatabase(workspace, '; the database does not answer')
  }
}

async function withoutDatabase(workspace: Workspace, because: string): Promise<Pending> {
  const pending = await fromGit(workspace, undefined)
  return pending ? { ...pending, said: pending.said + because } : allOf(workspace, because)
}

async function fromDatabase(context: Context, workspace: Workspace): Promise<Pending> {
  const url = databaseUrlOf(context, workspace)
  if (url === undefined) throw new UsageError('--from database: no database URL is configured', 'Name it: --database-url URL')
  const { askTarget } = await import('./target.ts')
  const target = await askTarget(url, workspace)
  const applied = new Set((target.applied ?? []).filter(({ state }) => state === 'applied').map(({ id }) => id))
  const ids = workspace.migrations.map(({ id }) => id).filter((id) => !applied.has(id))
  return { from: 'database', ids: new Set(ids), said: `Pending by the database ${redact(url)}`, target }
}

async function fromGit(workspace: Workspace, since: string | undefined): Promise<Pending | undefined> {
  if (!(await isRepository(workspace.root))) return undefined
  const base = await findBase(workspace.root, since)
  if (!base) return undefined
  const known = await filesAt(workspace.root, base.commit, workspace.found.migrations)
  const ids = workspace.migrations.filter(({ source }) => !known.has(source.path)).map(({ id }) => id)
  return { from: 'git', ids: new Set(ids), said: `Pending by git: not in ${base.name} (${base.commit.slice(0, 8)})` }
}

function allOf(workspace: Workspace, because: string): Pending {
  return {
    from: 'all',
    ids: new Set(workspace.migrations.map(({ id }) => id)),
    said: `All migrations are taken as pending${because}`,
  }
}

function noBase(): never {
  throw new UsageError(
    '--from git: there is no git repository here with a default branch to compare with',
    'Name a commit: --since REF',
  )
}
