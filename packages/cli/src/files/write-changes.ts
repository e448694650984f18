// Writes several files as one: all of them are there afterwards, or the project is as it was, whatever interrupts.
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { type FileChange, UsageError } from '@migration-planner/core'

/** Beside the project's files, so that a rename never crosses a file system; there only while files are written. */
const workFolder = '.migration-planner.tmp'
const journalName = 'journal.json'
const ownerName = 'owner'

interface Move {
  readonly path: string
  /** The new content, waiting in the work folder. */
  readonly fresh?: string
  /** The old content, kept in the work folder until all is done. */
  readonly kept?: string
}

/** Carries the changes out. Every `before` must still be true; nothing else is ever overwritten. */
export function writeChanges(root: string, changes: readonly FileChange[]): void {
  const needed = changes.filter(({ before, after }) => before !== after)
  for (const change of needed) assertUntouched(root, change)
  withoutInterruption(() => {
    const work = join(root, workFolder)
    claim(work)
    try {
      const moves = needed.map((change, index) => stage(work, change, index))
      writeDurably(join(work, journalName), JSON.stringify(moves))
      moveAll(root, work, moves)
    } finally {
      rmSync(work, { recursive: true, force: true })
    }
  })
}

/** Puts the project back if a run was killed in the middle of writing; the next command calls it first. */
export async function recoverChanges(root: string, say: (line: string) => void): Promise<void> {
  const work = join(root, workFolder)
  if (!existsSync(work) || isOwned(work)) return
  const journal = join(work, journalName)
  if (existsSync(journal)) undo(root, work, readJournal(journal))
  rmSync(work, { recursive: true, force: true })
  say('An earlier run was interrupted while it wrote files: the project is as it was before.')
}

function assertUntouched(root: string, { path, before }: FileChange): void {
  const file = join(root, path)
  const now = existsSync(file) ? readFileSync(file, 'utf8') : undefined
  if (now === before) return
  const what = before === undefined ? 'is there already' : now === undefined ? 'is no longer there' : 'was changed meanwhile'
  throw new UsageError(`${path} ${what}; nothing was written`, 'Look at the file, then run the command again', path)
}

/** The folder appears with its owner's process id in it, or not at all: two runs cannot both have it. */
function claim(work: string): void {
  const own = `${work}-${process.pid}`
  try {
    mkdirSync(own)
    writeDurably(join(own, ownerName), String(process.pid))
    renameSync(own, work)
  } catch {
    rmSync(own, { recursive: true, force: true })
    throw new UsageError(
      `Another run is writing to this project: ${work} is there`,
      'Wait for it; if there is none, run the command again',
    )
  }
}

/** Whether the run that made the folder still lives. */
function isOwned(work: string): boolean {
  const file = join(work, ownerName)
  const owner = existsSync(file) ? Number(readFileSync(file, 'utf8')) : Number.NaN
  if (!Number.isInteger(owner) || owner === process.pid) return false
  try {
    process.kill(owner, 0)
    return true
  } catch {
    return false
  }
}

function stage(work: string, { path, before, after }: FileChange, index: number): Move {
  const fresh = after === undefined ? undefined : `${index}.new`
  if (fresh !== undefined) writeDurably(join(work, fresh), after ?? '')
  return { path, ...(fresh === undefined ? {} : { fresh }), ...(before === undefined ? {} : { kept: `${index}.old` }) }
}

function writeDurably(file: string, content: string): void {
  const handle = openSync(file, 'w')
  try {
    writeSync(handle, content)
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function moveAll(root: string, work: string, moves: readonly Move[]): void {
  try {
    for (const { path, fresh, kept } of moves) {
      if (kept !== undefined) renameSync(join(root, path), join(work, kept))
      if (fresh === undefined) continue
      mkdirSync(dirname(join(root, path)), { recursive: true })
      renameSync(join(work, fresh), join(root, path))
    }
  } catch (error) {
    undo(root, work, moves)
    throw new UsageError(
      `The files cannot be written (${error instanceof Error ? error.message : String(error)}); the project is as it was`,
      'Give yourself the right to write there',
    )
  }
  for (const { path, fresh } of moves) if (fresh === undefined) removeEmptyFolders(root, dirname(path))
}

/** Last first. Whatever was done is told by what is where: a kept file in the work folder is one that was taken away. */
function undo(root: string, work: string, moves: readonly Move[]): void {
  for (const { path, fresh, kept } of moves.toReversed()) {
    const taken = kept !== undefined && existsSync(join(work, kept))
    const placed = fresh !== undefined && !existsSync(join(work, fresh)) && (kept === undefined || taken)
    if (placed) rmSync(join(root, path), { force: true })
    if (kept !== undefined && taken) {
      mkdirSync(dirname(join(root, path)), { recursive: true })
      renameSync(join(work, kept), join(root, path))
    }
    // A folder may have been made for a file that was never placed.
    if (fresh !== undefined && kept === undefined) removeEmptyFolders(root, dirname(path))
  }
}

function removeEmptyFolders(root: string, folder: string): void {
  for (let current = folder; current !== '.' && current !== ''; current = dirname(current)) {
    const path = join(root, current)
    if (!existsSync(path) || readdirSync(path).length > 0) return
    rmdirSync(path)
  }
}

function readJournal(file: string): readonly Move[] {
  try {
    const moves: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return Array.isArray(moves) ? moves : []
  } catch {
    // Killed while the journal itself was written: nothing had been moved.
    return []
  }
}

/** A signal that arrives meanwhile is answered afterwards: the work itself is synchronous and takes milliseconds. */
function withoutInterruption(work: () => void): void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const
  const wait = (): void => undefined
  for (const signal of signals) process.on(signal, wait)
  try {
    work()
  } finally {
    for (const signal of signals) process.off(signal, wait)
  }
}
