// `migrate dev`: lets the tool write a migration without applying it, and judges it before anybody does.
import { lintMigrations } from '@migration-planner/core'
import { renderPretty } from '@migration-planner/core/render'
import type { Context, Outcome } from '../context.ts'
import { assertParsed, defaultThreshold, isUnsafe, reportOf } from '../output/judged.ts'
import { lintInputFor } from '../workspace/lint-input.ts'
import { openWorkspace, type Workspace } from '../workspace/open.ts'
import { runTool } from '../workspace/tool-command.ts'

export async function draft(context: Context, before: Workspace, command: readonly string[]): Promise<Outcome> {
  const { terminal, binary } = context
  const code = await runTool(context, command)
  if (code !== 0) return code
  const workspace = await openWorkspace(context)
  const known = new Set(before.migrations.map(({ id }) => id))
  const fresh = workspace.migrations.filter(({ id }) => !known.has(id))
  if (fresh.length === 0) {
    terminal.note('No new migration was written')
    return 0
  }
  const input = await lintInputFor(context, workspace, new Set(fresh.map(({ id }) => id)))
  const linted = lintMigrations(input)
  const report = reportOf({ tool: workspace.adapter.name, binary, from: 'files', input, linted })
  terminal.result(renderPretty(report, terminal.paint))
  assertParsed(input.engine, linted, 'Correct the statement before you apply the migration')
  const unsafe = linted.some((migration) => isUnsafe(migration, workspace.config.failOn ?? defaultThreshold))
  const names = fresh.map(({ id }) => id).join(' ')
  terminal.note(
    unsafe
      ? `Not applied yet. Make it safe: \`${binary} rewrite --from git ${names}\`, then apply it with ${workspace.adapter.title}`
      : `Not applied yet. It is safe: apply it with ${workspace.adapter.title}`,
  )
  return unsafe ? 1 : 0
}
