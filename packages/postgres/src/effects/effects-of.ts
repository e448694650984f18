// effectsOf(): what an operation does to everyone else on PostgreSQL, by the manual and as its servers were seen to do it.
import type { Effects, Operation, OperationKind, Schema, Version } from '@migration-planner/core'
import { blockEffects, runBlockEffects } from './blocks.ts'
import { columnEffects } from './columns.ts'
import { constraintEffects } from './constraints.ts'
import type { EffectsByKind, Place } from './facts.ts'
import { indexEffects } from './indexes.ts'
import { objectEffects } from './objects.ts'
import { rowEffects } from './rows.ts'
import { tableEffects } from './tables.ts'
import { typeEffects } from './types.ts'

const byKind: EffectsByKind<Exclude<OperationKind, 'run-block'>> = {
  ...columnEffects,
  ...constraintEffects,
  ...indexEffects,
  ...tableEffects,
  ...typeEffects,
  ...objectEffects,
  ...rowEffects,
  ...blockEffects,
}

/** Facts with their source; every row of locks, work and transaction is asked of real servers in the oracle test. */
export function effectsOf(operation: Operation, before: Schema, version: Version): Effects {
  const place: Place = { before, version }
  if (operation.kind === 'run-block') return runBlockEffects(operation, place, effectsOf)
  // The table pairs each kind with its own operation; the compiler cannot follow that through a lookup.
  const effectsOfKind = byKind[operation.kind] as (operation: Operation, place: Place) => Effects
  return effectsOfKind(operation, place)
}
