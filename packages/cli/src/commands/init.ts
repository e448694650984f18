// `init`: writes a config file that says what the program would assume anyway, and installs the check before each commit.
import { existsSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { UsageError } from '@migration-planner/core'
import { findConfig } from '../config/find.ts'
import type { Context, Outcome } from '../context.ts'

export interface InitOptions {
  /** Install the check: into the framework that is named, or, where it is only `true`, into what the project uses. */
  readonly hook?: string | true
}

/** Running it again changes nothing. */
export async function init(context: Context, { hook }: InitOptions): Promise<Outcome> {
  await writeConfig(context)
  if (hook !== undefined || context.terminal.interactive) await installCheck(context, hook)
  context.terminal.note(`Next: \`${context.binary} lint\``)
  return 0
}

async function writeConfig({ cwd, terminal }: Context): Promise<void> {
  const existing = await findConfig(cwd)
  if (existing) return terminal.note(`There is a config already: ${existing.path}`)
  const typescript = existsSync(join(cwd, 'tsconfig.json'))
  const file = `migration-planner.config.${typescript ? 'ts' : 'mjs'}`
  await writeFile(join(cwd, file), template(typescript), { flag: 'wx' })
  terminal.note(`Wrote ${file}`)
}

async function installCheck(context: Context, hook: string | true | undefined): Promise<void> {
  const { installHook, planHook } = await import('../hooks/install.ts')
  const plan = await planHook(context, hook === true ? undefined : hook)
  if (!plan) {
    if (hook === undefined) return
    throw new UsageError('--hook: this is no git repository', 'Run it inside one')
  }
  if (hook === undefined && (plan.after === plan.before || !(await isWanted(plan.framework.title)))) return
  await installHook(context, plan)
}

async function isWanted(framework: string): Promise<boolean> {
  const { askYesNo } = await import('../output/ask.ts')
  return askYesNo(`Check staged migrations before each commit, by ${framework}?`)
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
