// Interrupts `rewrite` at several moments, gently and outright: the project is as it was, or it is rewritten completely.
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, expect, test, vi } from 'vitest'
import type { PrismaProject } from '../harness/prisma-project.ts'
import { prismaSafe } from './prisma-safe.ts'
import { filesOf } from './project-files.ts'
import { addPending, openShop, type Shop, shadowFlags } from './shop.ts'

type Files = Readonly<Record<string, string>>

// The machine may be busy with other files of tests.
vi.setConfig({ testTimeout: 300_000 })

let shop: Shop
let rewritten: Files

beforeAll(async () => {
  shop = await openShop(7)
  const project = await unwritten()
  const result = await prismaSafe(project, 'rewrite', ...flagsOf(project))
  rewritten = filesOf(project.directory)
  project.dispose()
  if (result.code !== 0) throw new Error(result.stderr)
})

async function unwritten(): Promise<PrismaProject> {
  const project = await shop.project()
  addPending(project, 'everything-at-once')
  return project
}

function flagsOf(project: PrismaProject): readonly string[] {
  return ['--yes', ...shadowFlags(project), '--rename', 'User.name=fullName', '--fill', `User.country='unknown'`]
}

const program = path.join(import.meta.dirname, '../../packages/prisma/src/bin.ts')

/** `rewrite` as a program of its own. */
function start(project: PrismaProject): ChildProcess {
  const loader = fileURLToPath(import.meta.resolve('tsx'))
  const flags = ['--conditions=@migration-planner/source', '--import', loader]
  return spawn(process.execPath, [...flags, program, 'rewrite', ...flagsOf(project)], {
    cwd: project.directory,
    env: { ...process.env, ...project.env },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
}

/** The folder in which files wait while they are written; there for some milliseconds only. */
const workFolder = '.migration-planner.tmp'
const pause = new Int32Array(new SharedArrayBuffer(4))

/** Waits without letting go of this thread, so that nothing comes between the file and the signal. False where it came and went unseen. */
function untilThere(project: PrismaProject, file: string): boolean {
  const isThere = (name: string): boolean => existsSync(path.join(project.directory, name))
  const deadline = Date.now() + 100_000
  while (!isThere(file)) {
    if (Date.now() > deadline) throw new Error(`${file} did not appear`)
    if (isThere(workFolder)) continue
    if (isThere('migration-plans')) return false
    Atomics.wait(pause, 0, 0, 0.2)
  }
  return true
}

function untilSaid(child: ChildProcess, text: string): Promise<boolean> {
  return new Promise((resolve, reject) => {
    let said = ''
    child.stderr?.setEncoding('utf8').on('data', (chunk: string) => {
      said += chunk
      if (said.includes(text)) resolve(true)
    })
    child.once('exit', () => reject(new Error(`It ended and never said "${text}":\n${said}`)))
  })
}

function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null) return resolve()
    child.once('exit', () => resolve())
    child.kill(signal)
  })
}

async function interrupted(
  signal: NodeJS.Signals,
  reached: (project: PrismaProject, child: ChildProcess) => Promise<boolean> | boolean,
  attempts = 5,
): Promise<{ readonly before: Files; readonly now: Files }> {
  const project = await unwritten()
  try {
    const before = filesOf(project.directory)
    const child = start(project)
    const inTime = await reached(project, child)
    await end(child, signal)
    if (!inTime && attempts > 1) return await interrupted(signal, reached, attempts - 1)
    // Whatever is typed next puts right what a killed run left.
    const next = await prismaSafe(project, 'lint', '--fail-on', 'never')
    expect(next.code, next.stderr).toBe(0)
    return { before, now: filesOf(project.directory) }
  } finally {
    project.dispose()
  }
}

/** Times stand in the plan's documents; all else is the same in every run. */
function withoutDocuments(files: Files): Files {
  return Object.fromEntries(Object.entries(files).map(([file, text]) => [file, /PLAN\.md|plan\.json/.test(file) ? '' : text]))
}

const signals: readonly NodeJS.Signals[] = ['SIGINT', 'SIGKILL']

test.each(signals)('%s while it proves', async (signal) => {
  const { before, now } = await interrupted(signal, (_, child) => untilSaid(child, 'Proving on'))
  expect(now).toEqual(before)
})

test.each(signals)('%s when it begins to write', async (signal) => {
  const { before, now } = await interrupted(signal, (project) => untilThere(project, workFolder))
  expectWhole(before, now)
})

test.each(signals)('%s when it begins to move files', async (signal) => {
  const { before, now } = await interrupted(signal, (project) => untilThere(project, `${workFolder}/journal.json`))
  expectWhole(before, now)
})

/** One or the other, nothing between. */
function expectWhole(before: Files, now: Files): void {
  const isRewritten = Object.keys(now).some((file) => file.startsWith('migration-plans/'))
  expect(withoutDocuments(now)).toEqual(withoutDocuments(isRewritten ? rewritten : before))
}
