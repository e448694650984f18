// The stage of a proof: databases that hold the same history, on which the original, its meaning and the plan run side by side.
import { type Adapted, type ColumnName, type Populated, type ShadowDatabase, UsageError } from '@migration-planner/core'
import { applyHistory } from './run-files.ts'
import type { ProofInput, Subject } from './subject.ts'

export interface Stage {
  /** Without rows: the original's own text runs here, which could not run on rows. */
  readonly original: ShadowDatabase
  /** What the original was meant to do, twice: what differs between the two is chance. */
  readonly direct: readonly [ShadowDatabase, ShadowDatabase]
  /** The plan's end so far; another one where it had to begin again. */
  planned: ShadowDatabase
  readonly populated: Populated
  readonly adapted: Adapted
  /** Columns of chance so far. */
  readonly unpredictable: ColumnName[]
}

const rowsPerTable = 100
const seed = 20_260_303

export async function setStage(input: ProofInput): Promise<Stage> {
  const { live, shadow, history, subjects } = input
  const original = await shadow.create()
  input.onProgress?.(`Applying the history: ${history.length} migrations`)
  await applyHistory(live, original.session, history)
  const planned = await shadow.copy(original)
  input.onProgress?.('Filling the tables with rows')
  const populated = await live.populate(planned.session, { rowsPerTable, seed })
  const adapted = await live.adapt(shadow, planned, subjects.flatMap(meaningOf))
  const direct = [await shadow.copy(planned), await shadow.copy(planned)] as const
  return { original, direct, planned, populated, adapted, unpredictable: [] }
}

/** What the subject does to rows, as scripts. */
function meaningOf(subject: Subject): readonly string[] {
  return subject.kind === 'as-is' ? [subject.migration.source.text] : subject.plan.direct
}

/** The databases that were made for the proof; the shadow's owner would drop them too, but later. */
export async function clearStage(stage: Stage): Promise<void> {
  for (const database of [stage.original, ...stage.direct, stage.planned]) await database.drop()
}

/** A migration that stays as it is must run wherever it stands between plans. */
export function asIsRefused(path: string, message: string): UsageError {
  return new UsageError(
    `This migration does not run on the shadow: ${message}`,
    'Correct it first; the plans after it build on it.',
    path,
  )
}
