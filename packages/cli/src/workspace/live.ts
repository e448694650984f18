// The running database: loaded only by commands that connect to one.
import { type LiveEngine, type Session, UsageError } from '@migration-planner/core'
import type { Context } from '../context.ts'
import { redact } from '../redact.ts'
import type { Workspace } from './open.ts'
import { databaseUrlOf } from './database-url.ts'

export async function loadLive(): Promise<LiveEngine> {
  const { postgresLive } = await import('@migration-planner/postgres/live')
  return postgresLive
}

/** Does some work on a database and closes the connection afterwards, whatever happens. */
export async function onDatabase<Result>(
  url: string,
  work: (session: Session, live: LiveEngine) => Promise<Result>,
): Promise<Result> {
  const live = await loadLive()
  const session = await live.connect(url)
  try {
    return await work(session, live)
  } catch (error) {
    throw readable(live, error)
  } finally {
    await session.close().catch(() => undefined)
  }
}

/** The target's URL, or an error that says where to put it. */
export function targetUrl(context: Context, workspace: Workspace): string {
  const url = databaseUrlOf(context, workspace)
  if (url !== undefined) return url
  throw new UsageError(
    'No database URL is configured',
    `Put it where ${workspace.adapter.title} reads it, or name it: --database-url URL`,
  )
}

function readable(live: LiveEngine, error: unknown): unknown {
  if (error instanceof UsageError || !(error instanceof Error) || !('code' in error)) return error
  const { message, code } = live.failureOf(error)
  return new UsageError(
    redact(`The database refused: ${message}${code === undefined ? '' : ` (${code})`}`),
    'Look at the message; nothing more was done',
  )
}
