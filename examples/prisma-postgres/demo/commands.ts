// The two programs that a team types, prisma and prisma-safe, run as children of this one.
import { spawn } from 'node:child_process'
import { createRequire } from 'node:module'
import { constants, setPriority } from 'node:os'
import path from 'node:path'
import { prismaEnvironment, prismaPackage } from '../../../test/harness/prisma-cli.ts'

/** How a command ended, and what it said. */
export interface Ended {
  readonly code: number
  readonly stdout: string
  readonly stderr: string
  readonly seconds: number
}

export interface Place {
  /** The project's folder. */
  readonly directory: string
  readonly databaseUrl: string
  readonly engine: SchemaEngine
}

/** Which schema engine the Prisma CLI works with: its own executable, or the same code as WebAssembly from npm. */
export type SchemaEngine = 'native' | 'WebAssembly'

const require = createRequire(import.meta.url)
const prismaSafeProgram = path.join(path.dirname(require.resolve('prisma-safe/package.json')), 'bin/prisma-safe.js')
const prismaProgram = path.join(prismaPackage(7), 'build/index.js')
const patience = 1500

/** The Prisma CLI downloads its executable when it is first used; the stand-in is for machines that cannot. */
export async function chooseSchemaEngine(): Promise<SchemaEngine> {
  try {
    await fetch('https://binaries.prisma.sh', { method: 'HEAD', signal: AbortSignal.timeout(patience) })
    return 'native'
  } catch {
    return 'WebAssembly'
  }
}

export function prisma(place: Place, ...args: readonly string[]): Promise<Ended> {
  return run([prismaProgram, ...args], place)
}

export function prismaSafe(place: Place, ...args: readonly string[]): Promise<Ended> {
  return run([prismaSafeProgram, ...args], place)
}

function run(args: readonly string[], { directory, databaseUrl, engine }: Place): Promise<Ended> {
  const started = performance.now()
  const env = { ...process.env, ...environment(databaseUrl, engine) }
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, { cwd: directory, env, stdio: ['ignore', 'pipe', 'pipe'] })
    stepBack(child.pid)
    let [stdout, stderr] = ['', '']
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text))
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code: code ?? 1, stdout, stderr, seconds: (performance.now() - started) / 1000 }))
  })
}

function environment(databaseUrl: string, engine: SchemaEngine): NodeJS.ProcessEnv {
  if (engine === 'WebAssembly') return prismaEnvironment({ databaseUrl })
  return { DATABASE_URL: databaseUrl, PRISMA_HIDE_UPDATE_MESSAGE: '1', CHECKPOINT_DISABLE: '1', NO_COLOR: '1' }
}

// In production a deploy runs on a machine of its own. Here it must not take the processor from the application that is measured.
function stepBack(pid: number | undefined): void {
  if (pid !== undefined) setPriority(pid, constants.priority.PRIORITY_BELOW_NORMAL)
}
