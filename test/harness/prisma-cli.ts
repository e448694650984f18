// Runs the real Prisma CLI, 6 or 7, without a network: its schema engine is the stand-in beside this file.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

/** The majors that the tests run. */
export type PrismaMajor = 6 | 7

/** What a command said, and how it ended. */
export interface CommandResult {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
}

/** Where the CLI is told what it works on. */
export interface PrismaEnvironment {
  readonly databaseUrl: string
  /** Every statement is sent as a query of its own, as native Prisma >= 7.4 does. */
  readonly split?: boolean
  /** A file to which the schema engine appends what it was asked. */
  readonly engineLog?: string
}

const require = createRequire(import.meta.url)

const schemaEngine = path.join(import.meta.dirname, 'schema-engine/schema-engine.mjs')

/** The folder of the installed CLI package of a major. */
export function prismaPackage(major: PrismaMajor): string {
  return path.dirname(require.resolve(`${major === 6 ? 'prisma-6' : 'prisma'}/package.json`))
}

/** The variables with which any Prisma CLI started below works offline: also one that the product starts. */
export function prismaEnvironment({ databaseUrl, split, engineLog }: PrismaEnvironment): NodeJS.ProcessEnv {
  return {
    DATABASE_URL: databaseUrl,
    PRISMA_SCHEMA_ENGINE_BINARY: schemaEngine,
    PRISMA_QUERY_ENGINE_LIBRARY: '/bin/true', // Prisma 6 wants to download one before it does anything
    PRISMA_HIDE_UPDATE_MESSAGE: '1',
    CHECKPOINT_DISABLE: '1',
    NO_COLOR: '1',
    ...(split === true && { SCHEMA_ENGINE_SPLIT: '1' }),
    ...(engineLog !== undefined && { SCHEMA_ENGINE_LOG: engineLog }),
  }
}

/** Runs a command of the real CLI. It has no terminal, so it cannot ask anything. */
export function runPrisma(major: PrismaMajor, args: readonly string[], options: RunOptions): Promise<CommandResult> {
  return run(process.execPath, [cliOf(major), ...args], options)
}

/** The same at the terminal of a developer who answers yes: `migrate dev` asks before it writes a lossy change. */
export function runPrismaConfirmed(major: PrismaMajor, args: readonly string[], options: RunOptions): Promise<CommandResult> {
  const sayYes = pathToFileURL(path.join(import.meta.dirname, 'say-yes.mjs')).href
  return run(process.execPath, ['--import', sayYes, cliOf(major), ...args], {
    ...options,
    env: { ...options.env, ...NOT_CI, TERM: 'xterm' },
    input: 'y\n',
  })
}

// On a CI machine Prisma asks nobody.
const NOT_CI = Object.fromEntries(
  ['CI', 'CONTINUOUS_INTEGRATION', 'GITHUB_ACTIONS', 'GITLAB_CI', 'BUILD_ID', 'BUILD_NUMBER', 'RUN_ID', 'TASK_ID'].map((name) => [
    name,
    '',
  ]),
)

function cliOf(major: PrismaMajor): string {
  return path.join(prismaPackage(major), 'build/index.js')
}

/** Where a program runs. */
export interface RunOptions {
  readonly cwd: string
  /** Added to this process's own. */
  readonly env?: NodeJS.ProcessEnv
  readonly input?: string
}

/** Runs a program to its end. */
export function run(command: string, args: readonly string[], options: RunOptions): Promise<CommandResult> {
  const { cwd, env, input = '' } = options
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env: { ...process.env, ...env }, stdio: 'pipe' })
    child.stdin.on('error', () => {}).end(input) // a program need not read what it is told
    let stdout = ''
    let stderr = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, stdout, stderr }))
  })
}
