// `migrate …`: the tool's own command behind a gate: nothing unsafe is deployed that nobody allowed.
import type { MigrateCommand } from '@migration-planner/core'
import { UsageError } from '@migration-planner/core'
import type { Context, Outcome } from '../context.ts'
import { openWorkspace, type Workspace } from '../workspace/open.ts'
import { runTool } from '../workspace/tool-command.ts'

export interface MigrateOptions {
  readonly command: MigrateCommand
  /** What the person typed after it, for the tool. */
  readonly args: readonly string[]
  /** Unsafe migrations that may be deployed as they are. */
  readonly allow: readonly string[]
}

export async function migrate(context: Context, options: MigrateOptions): Promise<Outcome> {
  const workspace = await openWorkspace(context)
  assertOwnTool(workspace, options.command)
  assertSameDatabase(context, workspace)
  const command = [...options.command.command, ...options.args]
  switch (options.command.purpose) {
    case 'draft': {
      const { draft } = await import('./migrate-draft.ts')
      return draft(context, workspace, command)
    }
    case 'deploy': {
      const { deploy } = await import('./migrate-deploy.ts')
      return deploy(context, workspace, command, options.allow)
    }
    case 'status': {
      const code = await runTool(context, command)
      const { printStatus } = await import('./status.ts')
      await printStatus(context, workspace)
      return code
    }
  }
}

function assertOwnTool({ adapter }: Workspace, command: MigrateCommand): void {
  if (adapter.migrateCommands?.some(({ name }) => name === command.name) === true) return
  const names = adapter.migrateCommands?.map(({ name }) => name).join(', ') ?? ''
  throw new UsageError(
    `${adapter.title} has no command "${command.name}"`,
    names === '' ? `Use ${adapter.title}'s own commands` : `Choose one of: ${names}`,
  )
}

/** The tool connects where its own config says: a gate that looked elsewhere would guard nothing. */
function assertSameDatabase({ flags }: Context, { adapter, found }: Workspace): void {
  if (flags.databaseUrl === undefined || found.databaseUrl === undefined || flags.databaseUrl === found.databaseUrl) return
  throw new UsageError(
    `--database-url names another database than the one that ${adapter.title} would migrate`,
    `Put the URL where ${adapter.title} reads it, and leave the flag away`,
  )
}
