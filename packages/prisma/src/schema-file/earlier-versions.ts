// Earlier versions of a project's schema files, from git, so that what has to be kept is kept in the author's words.
import { execFile } from 'node:child_process'
import { prismaSchema, type PrismaSchema, type SchemaFile } from './prisma-schema.ts'

const commitsLookedAt = 10
const mostBytes = 256 * 1024 * 1024

/** The newest first; none where the project is in no git repository. */
export async function earlierVersions(root: string, schemaPath: string): Promise<readonly PrismaSchema[]> {
  const log = await git(root, ['log', `--max-count=${commitsLookedAt}`, '--format=%H', '--', schemaPath])
  const commits = (log?.toString() ?? '').split('\n').filter((line) => line !== '')
  const listings = await Promise.all(commits.map((commit) => pathsAt(root, commit, schemaPath)))
  const objects = commits.flatMap((commit, index) => (listings[index] ?? []).map((path) => ({ commit, path })))
  const texts = await contentsOf(root, objects)
  return commits
    .map((commit) =>
      objects.flatMap((object, index): readonly SchemaFile[] => {
        const text = texts[index]
        return object.commit === commit && text !== undefined ? [{ path: object.path, text }] : []
      }),
    )
    .filter((files) => files.length > 0)
    .map(prismaSchema)
}

interface CommittedFile {
  readonly commit: string
  readonly path: string
}

async function pathsAt(root: string, commit: string, schemaPath: string): Promise<readonly string[]> {
  const listed = await git(root, ['ls-tree', '-r', '-z', '--name-only', commit, '--', schemaPath])
  return (listed?.toString() ?? '').split('\0').filter((path) => path.endsWith('.prisma'))
}

/** All files through one process: a schema folder of a hundred files has a thousand versions. */
async function contentsOf(root: string, files: readonly CommittedFile[]): Promise<readonly (string | undefined)[]> {
  if (files.length === 0) return []
  const names = files.map(({ commit, path }) => `${commit}:./${path}\n`).join('')
  const answer = await git(root, ['cat-file', '--batch'], names)
  if (!answer) return []
  const texts: (string | undefined)[] = []
  let offset = 0
  // Each answer is a line `<id> blob <size>`, the content and a line break; `<name> missing` where there is none.
  while (offset < answer.length) {
    const lineEnd = answer.indexOf('\n', offset)
    const [, kind, size] = answer.subarray(offset, lineEnd).toString().split(' ')
    const length = kind === 'blob' ? Number(size) : undefined
    texts.push(length === undefined ? undefined : answer.subarray(lineEnd + 1, lineEnd + 1 + length).toString())
    offset = length === undefined ? lineEnd + 1 : lineEnd + length + 2
  }
  return texts
}

/** Undefined where git is not there or refuses: earlier versions are a courtesy. */
function git(root: string, args: readonly string[], input = ''): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const options = { maxBuffer: mostBytes, encoding: 'buffer' } as const
    const child = execFile('git', ['-C', root, ...args], options, (error, stdout) => resolve(error ? undefined : stdout))
    child.stdin?.on('error', () => undefined) // a git that does not read has ended, and its exit code says so
    child.stdin?.end(input)
  })
}
