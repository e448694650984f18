// Git, asked and never told: which migrations the base branch has, and what is staged.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { UsageError } from '@migration-planner/core'

const run = promisify(execFile)

/** The output of a git command; undefined where git fails or is not there. Never through a shell. */
async function git(cwd: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout } = await run('git', ['-c', 'core.quotePath=false', ...args], {
      cwd,
      env: gitEnv(),
      maxBuffer: 64 * 1024 * 1024,
    })
    return stdout
  } catch {
    return undefined
  }
}

/** In the hook of a linked working tree git names its folder, and would then take any folder we ask in for the tree's root. */
function gitEnv(): NodeJS.ProcessEnv {
  const { GIT_DIR, ...env } = process.env
  return env['GIT_WORK_TREE'] === undefined ? env : { ...env, GIT_DIR }
}

/** Whether the folder lies inside a repository that has at least one commit. */
export async function isRepository(cwd: string): Promise<boolean> {
  return (await git(cwd, ['rev-parse', '--verify', '--quiet', 'HEAD'])) !== undefined
}

export interface Base {
  /** The branch as a person calls it. */
  readonly name: string
  /** The last commit that this branch and the base have in common. */
  readonly commit: string
}

const defaultBranches = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master']

/** What the work is compared with: `--since REF`, or the default branch. */
export async function findBase(cwd: string, since: string | undefined): Promise<Base | undefined> {
  for (const name of since === undefined ? defaultBranches : [since]) {
    const commit = (await git(cwd, ['merge-base', '--end-of-options', name, 'HEAD']))?.trim()
    if (commit) return { name, commit }
  }
  if (since === undefined) return undefined
  throw new UsageError(
    `--since ${since}: git knows no such commit, or it has no history in common with HEAD`,
    'Name a branch, a tag or a commit that exists here; in CI, fetch the full history',
  )
}

/** Files under a folder as they are in a commit; paths are relative to the working directory. */
export async function filesAt(cwd: string, commit: string, folder: string): Promise<ReadonlySet<string>> {
  const listing = (await git(cwd, ['ls-tree', '-r', '-z', '--name-only', commit, '--', folder])) ?? ''
  return new Set(listing.split('\0').filter((path) => path !== ''))
}

/** Paths that are staged as added, changed or renamed, relative to the working directory. */
export async function stagedFiles(cwd: string): Promise<readonly string[]> {
  const listing = await git(cwd, ['diff', '--cached', '--name-only', '--relative', '--diff-filter=ACMR', '-z'])
  if (listing === undefined) throw new UsageError('--staged: this is no git repository', 'Run it inside one, or name the files')
  return listing.split('\0').filter((path) => path !== '')
}

/** The staged content of a file; undefined where it is not staged. */
export async function stagedText(cwd: string, path: string): Promise<string | undefined> {
  return git(cwd, ['show', `:./${path}`])
}

/** Every file of the index under the working directory. */
export async function indexedFiles(cwd: string): Promise<readonly string[]> {
  return ((await git(cwd, ['ls-files', '-z', '--cached'])) ?? '').split('\0').filter((path) => path !== '')
}

/** Files whose content on the disk is not the staged one, relative to the working directory. */
export async function changedSinceStaged(cwd: string): Promise<ReadonlySet<string>> {
  const listing = (await git(cwd, ['diff', '--name-only', '--relative', '-z'])) ?? ''
  return new Set(listing.split('\0').filter((path) => path !== ''))
}

/** Where a repository's hooks lie. */
export interface RepositoryHooks {
  /** Absolute. */
  readonly root: string
  /** The working directory, relative to the root; '' for the root itself. */
  readonly project: string
  /** As git says it: relative to the root, or absolute. */
  readonly hooksFolder: string
  /** A `core.hooksPath` of the person or the machine serves every repository. */
  readonly hooksScope: 'here' | 'everywhere'
}

/** Undefined outside a repository. */
export async function hooksOf(cwd: string): Promise<RepositoryHooks | undefined> {
  const [root, prefix] = ((await git(cwd, ['rev-parse', '--show-toplevel', '--show-prefix'])) ?? '').split('\n')
  if (root === undefined || root === '') return undefined
  const [folder, scope] = await Promise.all([
    git(root, ['rev-parse', '--git-path', 'hooks']),
    git(root, ['config', '--show-scope', '--get', 'core.hooksPath']),
  ])
  return {
    root,
    project: (prefix ?? '').replace(/\/$/, ''),
    hooksFolder: (folder ?? '.git/hooks').trim(),
    hooksScope: scope !== undefined && (scope.startsWith('global') || scope.startsWith('system')) ? 'everywhere' : 'here',
  }
}
