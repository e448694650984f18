// Turns ordered steps into files' worth of SQL: traced again where they run, with effects, timeouts and undo.
import type { Version } from '../changes/change.ts'
import { blocks, type Effects } from '../effects/effects.ts'
import type { Engine } from '../engine.ts'
import { keyOf } from '../operations/names.ts'
import { applyIntent, applyIntents } from '../plan/apply-intent.ts'
import type { DraftStep, Rollback } from '../plan/draft.ts'
import { type Backfill, type DeleteInBatches, type Intent, isOperation } from '../plan/intent.ts'
import type { BatchPlan, Step, WrittenRollback } from '../plan/plan.ts'
import { estimateBackfillSeconds } from '../plan/sizing.ts'
import type { Schema } from '../schema/schema.ts'
import { combineEffects } from './combine.ts'
import type { RecipeContext } from '../plan/define-recipe.ts'

export interface Assembly {
  readonly engine: Engine
  readonly version: Version
  readonly lockTimeoutMs: number
  readonly rowsOf: RecipeContext['rowsOf']
}

export interface Assembled {
  readonly steps: readonly Step[]
  readonly after: Schema
}

/** Steps in their order; neighbours that lock one table for a moment share a transaction. */
export function assemble(steps: readonly DraftStep[], before: Schema, assembly: Assembly): Assembled {
  let schema = before
  const written: Step[] = []
  for (const step of merge(steps, before, assembly)) {
    written.push(writeStep(step, schema, assembly))
    schema = applyIntents(schema, step.intents)
  }
  return { steps: written, after: schema }
}

function effectsOf(intent: Intent, schema: Schema, { engine, version }: Assembly): Effects {
  if (intent.kind === 'as-written') return engine.effectsOf(intent.operation, schema, version)
  return isOperation(intent) ? engine.effectsOf(intent, schema, version) : engine.effectsOfIntent(intent, schema, version)
}

const nothing: Effects = {
  locks: [],
  work: 'catalog',
  losesData: false,
  breaksRunningCode: false,
  ownTransaction: false,
  source: '',
}

/** Effects of intents that run one after the other. */
function effectsOfAll(intents: readonly Intent[], before: Schema, assembly: Assembly): Effects {
  let schema = before
  const all = intents.map((intent) => {
    const effects = effectsOf(intent, schema, assembly)
    schema = applyIntent(schema, intent)
    return effects
  })
  return combineEffects(all, nothing)
}

/** Joins neighbours of one phase that only change the catalog and together lock at most one table that others use. */
function merge(steps: readonly DraftStep[], before: Schema, assembly: Assembly): readonly DraftStep[] {
  const merged: DraftStep[] = []
  let start = before
  for (const step of steps) {
    const last = merged.at(-1)
    if (last && mayJoin(last, step, start, assembly)) {
      merged[merged.length - 1] = join(last, step)
    } else {
      if (last) start = applyIntents(start, last.intents)
      merged.push(step)
    }
  }
  return merged
}

function mayJoin(one: DraftStep, other: DraftStep, before: Schema, assembly: Assembly): boolean {
  if (one.phase !== other.phase || one.alone || other.alone) return false
  if (one.rollback.kind !== other.rollback.kind || one.rollback.kind === 'impossible') return false
  const effects = effectsOfAll([...one.intents, ...other.intents], before, assembly)
  const locked = new Set(
    effects.locks
      .filter((lock) => lock.blocks !== 'nothing' && before.tables.has(keyOf(lock.table)))
      .map((lock) => keyOf(lock.table)),
  )
  return !effects.ownTransaction && locked.size <= 1 && (effects.work === 'catalog' || locked.size === 0)
}

function join(one: DraftStep, other: DraftStep): DraftStep {
  return {
    ...one,
    title: `${one.title}; ${other.title}`,
    pattern: one.pattern === other.pattern ? one.pattern : `${one.pattern}; ${other.pattern}`,
    intents: [...one.intents, ...other.intents],
    rollback: joinRollbacks(one.rollback, other.rollback),
    checks: [...(one.checks ?? []), ...(other.checks ?? [])],
  }
}

/** The later one is undone first. */
function joinRollbacks(one: Rollback, other: Rollback): Rollback {
  if (one.kind === 'impossible' || other.kind === 'impossible') return one.kind === 'impossible' ? one : other
  const intents = [...other.intents, ...one.intents]
  const loses = [one, other].flatMap((rollback) => (rollback.kind === 'loses-data' ? [rollback.loses] : []))
  return loses.length > 0 ? { kind: 'loses-data', intents, loses: loses.join('; ') } : { kind: 'reversible', intents }
}

function writeStep(step: DraftStep, before: Schema, assembly: Assembly): Step {
  const { engine, version } = assembly
  const effects = effectsOfAll(step.intents, before, assembly)
  const after = applyIntents(before, step.intents)
  const sql = write(step.intents, before, assembly)
  const alone = sql.length === 1 && commitsByItself(step.intents, effects)
  const rollbackIntents = step.rollback.kind === 'impossible' ? [] : step.rollback.intents
  const undo = effectsOfAll(rollbackIntents, after, assembly)
  const batch = batchOf(step.intents, assembly)
  return {
    phase: step.phase,
    title: step.title,
    slug: slugify(step.slug),
    pattern: step.pattern,
    sql,
    transaction: alone ? 'none' : 'own',
    ...(alone ? {} : { lockTimeoutMs: assembly.lockTimeoutMs, lockTimeoutSql: engine.lockTimeout(assembly.lockTimeoutMs) }),
    effects,
    rollback: writeRollback(step.rollback, after, assembly),
    rollbackTransaction: undo.ownTransaction ? 'none' : 'own',
    ...(batch ? { batch } : {}),
    checks: (step.checks ?? []).map((check) => engine.writeCheck(check, version, after)),
    intents: step.intents,
  }
}

/** A single statement that refuses a transaction, or whose wait for a lock keeps nobody waiting. */
function commitsByItself(intents: readonly Intent[], effects: Effects): boolean {
  const [only, ...others] = intents
  if (only === undefined || others.length > 0) return false
  return (
    effects.ownTransaction || only.kind === 'validate-constraint' || (only.kind === 'as-written' && blocks(effects) === 'nothing')
  )
}

/** SQL of intents that run one after the other. */
export function write(intents: readonly Intent[], before: Schema, { engine, version }: Assembly): readonly string[] {
  let schema = before
  return intents.flatMap((intent) => {
    const sql = engine.write(intent, schema, version)
    schema = applyIntent(schema, intent)
    return sql
  })
}

function writeRollback(rollback: Rollback, after: Schema, assembly: Assembly): WrittenRollback {
  if (rollback.kind === 'impossible') return rollback
  const sql = write(rollback.intents, after, assembly)
  return rollback.kind === 'reversible' ? { kind: 'reversible', sql } : { kind: 'loses-data', sql, loses: rollback.loses }
}

function batchOf(intents: readonly Intent[], { rowsOf }: Assembly): BatchPlan | undefined {
  const batched = intents.find(
    (intent): intent is Backfill | DeleteInBatches => intent.kind === 'backfill' || intent.kind === 'delete-in-batches',
  )
  if (!batched) return undefined
  const rows = rowsOf(batched.table)
  const seconds = estimateBackfillSeconds(rows, { size: batched.batchSize, pauseMs: batched.pauseMs })
  return {
    table: batched.table,
    key: batched.key,
    column: batched.kind === 'backfill' ? batched.column : '',
    size: batched.batchSize,
    pauseMs: batched.pauseMs,
    ...(rows === undefined ? {} : { rows }),
    ...(seconds === undefined ? {} : { estimatedSeconds: seconds }),
  }
}

/** For a file's name: lower case letters, digits and underscores. */
function slugify(text: string): string {
  return text
    .replaceAll(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '')
    .slice(0, 60)
}
