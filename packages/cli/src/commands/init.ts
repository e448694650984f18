// `init`: writes a config file that says what the program would assume anyway, ready to be changed.
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UsageError } from '@migration-planner/core'
import { findConfig } from '../config/find.ts'
import type { Context, Outcome } from '../context.ts'

export async function init(context: Context): Promise<Outcome> {
  const existing = await findConfig(context.cwd)
  if (existing) throw new UsageError('There is a config already', 'Change it, or remove it first', existing.path)
  const typescript = existsSync(join(context.cwd, 'tsconfig.json'))
  const file = `migration-planner.config.${typescript ? 'ts' : 'mjs'}`
  await writeFile(join(context.cwd, file), template(typescript), { flag: 'wx' })
  context.terminal.note(`Wrote ${file}`)
  context.terminal.note(`Next: \`${context.binary} lint\``)
  return 0
}

function template(typescript: boolean): string {
  const type = typescript ? '' : "/** @type {import('@migration-planner/core').Config} */\n"
  const head = typescript ? "import type { Config } from '@migration-planner/core'\n\n" : ''
  return `${head}${type}export default {
  // The major version that you deploy to. Unsaid, the server is asked, or the oldest supported one is judged for.
  // engineVersion: '16',

  // \`lint\` fails at this risk and above: low, medium, high or never.
  failOn: 'medium',

  // Rows in production, where the database cannot be asked: the larger, the longer a scan or a rewrite blocks.
  rows: {},

  // Below this many rows the direct statement is fine where it only costs time.
  smallTable: 10_000,

  // How long a statement waits for its lock before it lets others go on.
  locks: { timeout: '2s' },

  // Where the plans of rewritten migrations are kept, to be committed and reviewed with them.
  plansDir: 'migration-plans',
}${typescript ? ' satisfies Config' : ''}
`
}
