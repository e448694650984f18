// Effects of statements that hold others, that steer the session, or that nobody can look into.
import {
  apply,
  type Effects,
  type Opaque,
  type Operation,
  type RunBlock,
  type Schema,
  type Version,
  type Work,
} from '@migration-planner/core'
import { type EffectsByKind, effects, type Place } from './facts.ts'
import { knownEffects } from './known-commands.ts'

export const blockEffects: EffectsByKind<'begin' | 'commit' | 'rollback' | 'set-setting' | 'opaque'> = {
  begin: (_operation, place) => effects(place, 'sql-begin'),
  commit: (_operation, place) => effects(place, 'sql-commit'),
  rollback: (_operation, place) => effects(place, 'sql-rollback'),
  'set-setting': (_operation, place) => effects(place, 'sql-set'),
  opaque,
}

/** From the least to the most. */
const amounts: readonly Work[] = ['catalog', 'rows', 'scan', 'build', 'rewrite', 'unknown']

/** All that its operations do, each where it happens; statements built at run time may do anything. */
export function runBlockEffects(
  operation: RunBlock,
  place: Place,
  effectsOf: (operation: Operation, before: Schema, version: Version) => Effects,
): Effects {
  const inner: Effects[] = []
  let schema: Schema = place.before
  for (const contained of operation.contains) {
    inner.push(effectsOf(contained, schema, place.version))
    schema = apply(schema, contained)
  }
  const work = inner.map((each) => amounts.indexOf(each.work)).reduce((most, amount) => Math.max(most, amount), 0)
  return effects(place, 'sql-do', {
    locks: inner.flatMap(({ locks }) => locks),
    work: operation.dynamic > 0 ? 'unknown' : (amounts[work] ?? 'unknown'),
    losesData: inner.some(({ losesData }) => losesData),
    breaksRunningCode: inner.some(({ breaksRunningCode }) => breaksRunningCode),
    ownTransaction: operation.commits,
  })
}

function opaque(operation: Opaque, place: Place): Effects {
  return (
    knownEffects(operation, place) ??
    effects(place, 'sql-commands', { work: 'unknown', ownTransaction: operation.ownTransaction })
  )
}
