// Installs the check of staged migrations into whatever runs a repository's hooks; what is not ours stays as it is.
import { accessSync, constants, existsSync, readdirSync, readFileSync } from 'node:fs'
import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { UsageError } from '@migration-planner/core'
import type { Context } from '../context.ts'
import { hooksOf, type RepositoryHooks } from '../workspace/git.ts'
import { openProject } from '../workspace/project-files.ts'
import type { HookFramework, HookRepository, HookStep, LeftAlone } from './framework.ts'
import { hookFrameworks } from './frameworks.ts'
import { hookStep } from './step.ts'

/** The step in a framework's file, not yet written. */
export interface HookPlan {
  readonly framework: HookFramework
  readonly file: string
  /** Absolute. */
  readonly path: string
  readonly before: string | undefined
  readonly after: string | LeftAlone
}

/** Undefined outside a git repository. */
export async function planHook(context: Context, wanted: string | undefined): Promise<HookPlan | undefined> {
  const hooks = await hooksOf(context.cwd)
  if (!hooks) return undefined
  const repository = openHookRepository(hooks)
  const framework = wanted === undefined ? hookFrameworks.find(({ detect }) => detect(repository) !== undefined) : named(wanted)
  if (!framework) return undefined
  const file = framework.detect(repository) ?? framework.fileFor(repository)
  const step = await stepFor(context, hooks, repository)
  const path = resolve(hooks.root, file)
  const before = repository.read(file)
  const refusal = framework.executable ? notToBeChanged(hooks, framework, path, before, step) : undefined
  return { framework, file, path, before, after: refusal ?? framework.install(before, step, file) }
}

/** Says what was done; throws where a person has to do it. */
export async function installHook(context: Context, { framework, file, path, before, after }: HookPlan): Promise<void> {
  const { terminal } = context
  if (typeof after !== 'string') {
    const lines = after.lines.split('\n').map((line) => `    ${line}`)
    throw new UsageError(`${file} was left as it is: ${after.because}`, ['Add this to it:', ...lines].join('\n'))
  }
  if (after === before) return terminal.note(`${file} has the check already`)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, after)
  if (framework.executable) await chmod(path, 0o755)
  terminal.note(
    `${before === undefined ? 'Wrote' : 'Added to'} ${file}: staged migrations are checked before each commit, by ${framework.title}`,
  )
  if (framework.activate !== undefined) terminal.note(`It runs in clones where \`${framework.activate}\` has been run once`)
  if (framework.name === 'git') terminal.note('Git does not share this file: run this once in every clone')
}

function named(wanted: string): HookFramework {
  const framework = hookFrameworks.find(({ name }) => name === wanted)
  if (framework) return framework
  const names = hookFrameworks.map(({ name }) => name).join(', ')
  throw new UsageError(
    `--hook ${wanted}: there is no such framework`,
    `Choose one of: ${names}, or name none to take what is used`,
  )
}

function notToBeChanged(
  { hooksScope }: RepositoryHooks,
  { name }: HookFramework,
  path: string,
  before: string | undefined,
  step: HookStep,
): LeftAlone | undefined {
  const lines = step.commandFrom('')
  if (name === 'git' && hooksScope === 'everywhere') {
    return { because: 'core.hooksPath makes it the hook of every repository on this machine', lines }
  }
  if (name === 'git' && before !== undefined && !isExecutable(path)) {
    return { because: 'it is not executable, so git does not run it', lines }
  }
  return undefined
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function openHookRepository({ root, project, hooksFolder }: RepositoryHooks): HookRepository {
  const parts = project.split('/').filter((part) => part !== '')
  return {
    hooksFolder,
    folders: [...parts.map((_, index) => parts.slice(0, parts.length - index).join('/')), ''],
    read: (path) => (existsSync(resolve(root, path)) ? readFileSync(resolve(root, path), 'utf8') : undefined),
    list: (folder) => (existsSync(resolve(root, folder)) ? readdirSync(resolve(root, folder)) : []),
  }
}

async function stepFor(context: Context, { root, project }: RepositoryHooks, { folders }: HookRepository): Promise<HookStep> {
  const files = openProject(context.cwd, context.env)
  const found = await Promise.all(context.adapters.map(async (adapter) => adapter.detect(files)))
  return hookStep({
    binary: context.binary,
    project,
    installedIn: folders.find((folder) => existsSync(join(root, folder, 'node_modules/.bin', context.binary))),
    migrations: found.flatMap((one) => (one ? [one.migrations.replace(/\/$/, '')] : [])),
  })
}
