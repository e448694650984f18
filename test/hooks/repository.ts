// A real git repository with a Prisma project in it, and our program installed as npm would install it.
import { execFile } from 'node:child_process'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { CommandResult } from '../harness/prisma-cli.ts'

const execute = promisify(execFile)
const workspace = path.resolve(import.meta.dirname, '../..')
/** Where the real frameworks' programs are. */
const frameworkPrograms = path.join(workspace, 'test/node_modules/.bin')

export const unsafe = 'ALTER TABLE "User" ADD COLUMN "status" TEXT NOT NULL;\n'
export const safe = 'ALTER TABLE "User" ADD COLUMN "note" TEXT;\n'

const project: Readonly<Record<string, string>> = {
  'package.json': '{\n  "name": "shop",\n  "private": true\n}\n',
  'prisma/schema.prisma': 'datasource db {\n  provider = "postgresql"\n  url      = env("DATABASE_URL")\n}\n',
  'prisma/migrations/migration_lock.toml': 'provider = "postgresql"\n',
  'prisma/migrations/20260101000000_init/migration.sql':
    'CREATE TABLE "User" (\n    "id" SERIAL NOT NULL,\n    CONSTRAINT "User_pkey" PRIMARY KEY ("id")\n);\n',
}

export interface Repository {
  readonly root: string
  /** The project's folder in it. */
  readonly project: string
  put(file: string, text: string): void
  text(file: string): string
  remove(file: string): void
  /** A program in the repository's root, with the environment of a developer. */
  run(program: string, ...args: readonly string[]): Promise<CommandResult>
  /** The same in another folder of it. */
  runIn(folder: string, program: string, ...args: readonly string[]): Promise<CommandResult>
  git(...args: readonly string[]): Promise<CommandResult>
  /** Our program in the project's folder. */
  prismaSafe(...args: readonly string[]): Promise<CommandResult>
  /** Puts a migration in place, stages everything and commits it. */
  commitMigration(name: string, sql: string): Promise<CommandResult>
  /** Every file, git's own hooks with it. */
  files(): Readonly<Record<string, string>>
  dispose(): void
}

/** `folder` is where the project lies in the repository; '' for its root. */
export async function createRepository(folder = ''): Promise<Repository> {
  const home = realpathSync(mkdtempSync(path.join(tmpdir(), 'migration-planner-hooks-')))
  const root = path.join(home, 'shop')
  const at = (file: string): string => path.join(root, file)
  const inProject = (file: string): string => path.posix.join(folder, file)
  const put = (file: string, text: string): void => {
    mkdirSync(path.dirname(at(file)), { recursive: true })
    writeFileSync(at(file), text)
  }
  const env = {
    PATH: `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}`,
    HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_NAME: 'Test',
    GIT_AUTHOR_EMAIL: 'test@example.com',
    GIT_COMMITTER_NAME: 'Test',
    GIT_COMMITTER_EMAIL: 'test@example.com',
  }
  const runIn: Repository['runIn'] = (where, program, ...args) => run(at(where), env, program, args)
  for (const [file, text] of Object.entries(project)) put(inProject(file), text)
  put('.gitignore', 'node_modules/\n')
  const program = inProject('node_modules/.bin/prisma-safe')
  put(program, launcher())
  chmodSync(at(program), 0o755)
  const git: Repository['git'] = (...args) => runIn('', 'git', ...args)
  await git('init', '--quiet', '--initial-branch', 'main')
  await git('add', '.')
  await git('commit', '--quiet', '--message', 'first')
  return {
    root,
    project: folder,
    put,
    text: (file) => readFileSync(at(file), 'utf8'),
    remove: (file) => rmSync(at(file), { recursive: true }),
    run: (name, ...args) => runIn('', name, ...args),
    runIn,
    git,
    prismaSafe: (...args) => runIn(folder, at(program), ...args),
    commitMigration: async (name, sql) => {
      put(inProject(`prisma/migrations/${name}/migration.sql`), sql)
      await git('add', '.')
      return git('commit', '--message', name)
    },
    files: () => ({ ...filesIn(root, ''), ...filesIn(root, '.git/hooks') }),
    dispose: () => rmSync(home, { recursive: true, force: true }),
  }
}

/** Links a package of ours into the repository, as an installation would. */
export function install(repository: Repository, name: string): void {
  const modules = path.join(repository.root, 'node_modules')
  mkdirSync(modules, { recursive: true })
  symlinkSync(realpathSync(path.join(workspace, 'test/node_modules', name)), path.join(modules, name))
  const program = path.join(modules, '.bin', name)
  mkdirSync(path.dirname(program), { recursive: true })
  writeFileSync(program, `#!/bin/sh\nexec '${path.join(frameworkPrograms, name)}' "$@"\n`)
  chmodSync(program, 0o755)
}

/** The program from its sources: a test needs no build. */
function launcher(): string {
  const entry = path.join(workspace, 'packages/prisma/src/bin.ts')
  const loader = fileURLToPath(import.meta.resolve('tsx'))
  return `#!/bin/sh\nexec node --conditions=@migration-planner/source --import '${loader}' '${entry}' "$@"\n`
}

async function run(cwd: string, env: NodeJS.ProcessEnv, program: string, args: readonly string[]): Promise<CommandResult> {
  try {
    const { stdout, stderr } = await execute(program, [...args], { cwd, env })
    return { code: 0, stdout, stderr }
  } catch (error) {
    if (!isFailure(error)) throw error
    return { code: error.code, stdout: error.stdout, stderr: error.stderr }
  }
}

function isFailure(error: unknown): error is CommandResult {
  return error instanceof Error && 'code' in error && typeof error.code === 'number'
}

function filesIn(root: string, folder: string): Readonly<Record<string, string>> {
  if (!existsSync(path.join(root, folder))) return {}
  const entries = readdirSync(path.join(root, folder), { withFileTypes: true })
  const kept = entries.filter(({ name }) => name !== '.git' && name !== 'node_modules')
  return Object.assign(
    {},
    ...kept.map((entry) => {
      const file = path.posix.join(folder, entry.name)
      return entry.isDirectory() ? filesIn(root, file) : { [file]: readFileSync(path.join(root, file), 'utf8') }
    }),
  )
}
