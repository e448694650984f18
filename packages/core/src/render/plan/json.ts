// The Migration Plan as JSON: fields that other programs are written against.
import { displayName } from '../../operations/names.ts'
import type { WrittenCheck } from '../../plan/check.ts'
import type { Step, WrittenRollback } from '../../plan/plan.ts'
import { blockedBy, durationOf, strongestLock } from '../lock.ts'
import type { PlanDocument } from './document.ts'

export interface PlanJson {
  readonly version: 1
  readonly tool: string
  readonly engine: { readonly name: string; readonly version: string }
  readonly migration: string
  readonly description: string
  readonly risk: string
  readonly downtime: 'zero' | { readonly minutes: number }
  readonly steps: readonly unknown[]
  readonly files: readonly string[]
  readonly held: readonly string[]
  readonly rollback: unknown
  readonly validation: unknown
  readonly pointOfNoReturn: { readonly step: string; readonly because: string } | null
  readonly proof?: unknown
}

export function planJson(document: PlanDocument): PlanJson {
  const { plan, written, proof } = document
  const filesOf = (held: boolean): readonly string[] =>
    written.filter((step) => step.held === held).flatMap(({ file, downFile }) => [file, downFile])
  return {
    version: 1,
    tool: document.tool.name,
    engine: { name: plan.engine.name, version: String(plan.engine.version) },
    migration: plan.migration,
    description: plan.description,
    risk: plan.risk,
    downtime: 'zero',
    steps: plan.steps.map((step, index) => stepJson(step, written.find((candidate) => candidate.step === index)?.file)),
    files: filesOf(false),
    held: filesOf(true),
    rollback: { tested: proof.rollbackTested, because: proof.because, commands: document.rollbackCommands },
    validation: { before: plan.before.map(checkJson), after: plan.after.map(checkJson) },
    pointOfNoReturn: plan.pointOfNoReturn ?? null,
    ...(proof.claims.length > 0 ? { proof: { claims: proof.claims } } : {}),
  }
}

function stepJson(step: Step, file: string | undefined): unknown {
  const { batch } = step
  return {
    phase: step.phase,
    title: step.title,
    pattern: step.pattern,
    up: step.sql,
    down: downJson(step.rollback),
    transactional: step.transaction === 'own',
    lock: lockJson(step),
    ...(batch ? { batch: { ...batch, table: displayName(batch.table) } } : {}),
    checks: step.checks.map(checkJson),
    file: file ?? null,
  }
}

function downJson(rollback: WrittenRollback): unknown {
  return rollback.kind === 'impossible' ? { irreversible: rollback.because } : rollback.sql
}

function lockJson(step: Step): unknown {
  const lock = strongestLock(step.effects)
  if (!lock) return null
  const tables = [...new Set(step.effects.locks.map(({ table }) => displayName(table)))]
  return {
    mode: lock.mode,
    blocks: blockedBy(lock),
    duration: durationOf(step.effects),
    tables,
    timeoutMs: step.lockTimeoutMs ?? null,
  }
}

function checkJson({ title, sql, expected }: WrittenCheck): unknown {
  return { title, sql, expected }
}
