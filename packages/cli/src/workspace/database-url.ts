// Which database is meant.
import type { Context } from '../context.ts'
import type { Workspace } from './open.ts'

/** The URL of the target: said on the command line, or the tool's own. */
export function databaseUrlOf(context: Context, workspace: Workspace): string | undefined {
  return context.flags.databaseUrl ?? workspace.found.databaseUrl
}
