// Earlier versions of a project's schema files, from git, so that what has to be kept is kept in the author's words.
import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { prismaSchema, type PrismaSchema } from './prisma-schema.ts'

const run = promisify(execFile)
const commitsLookedAt = 10

/** The newest first; none where the project is in no git repository. */
export async function earlierVersions(root: string, schemaPath: string): Promise<readonly PrismaSchema[]> {
  const commits = await git(root, ['log', `--max-count=${commitsLookedAt}`, '--format=%H', '--', schemaPath])
  const versions: PrismaSchema[] = []
  for (const commit of lines(commits)) {
    const version = await versionAt(root, commit, schemaPath)
    if (version.files.length > 0) versions.push(version)
  }
  return versions
}

async function versionAt(root: string, commit: string, schemaPath: string): Promise<PrismaSchema> {
  const listed = await git(root, ['ls-tree', '-r', '-z', '--name-only', commit, '--', schemaPath])
  const paths = (listed ?? '').split('\0').filter((path) => path.endsWith('.prisma'))
  const files = await Promise.all(
    paths.map(async (path) => ({ path, text: (await git(root, ['show', `${commit}:./${path}`])) ?? '' })),
  )
  return prismaSchema(files)
}

/** Undefined where git is not there or refuses: earlier versions are a courtesy. */
async function git(root: string, args: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout } = await run('git', ['-C', root, ...args], { maxBuffer: 64 * 1024 * 1024 })
    return stdout
  } catch {
    return undefined
  }
}

function lines(text: string | undefined): readonly string[] {
  return (text ?? '').split('\n').filter((line) => line !== '')
}
