// What it does to everyone else when enum types come, go, grow and are renamed: no table is locked, unless its column goes with the type.
import type { DropType, Effects } from '@migration-planner/core'
import { type EffectsByKind, effects, lock, type Place } from './facts.ts'

export const typeEffects: EffectsByKind<'create-enum' | 'add-enum-value' | 'rename-enum-value' | 'rename-type' | 'drop-type'> = {
  'create-enum': (_operation, place) => effects(place, 'sql-createtype'),
  'add-enum-value': (_operation, place) => effects(place, 'sql-altertype'),
  'rename-enum-value': (_operation, place) => effects(place, 'sql-altertype', { breaksRunningCode: true }),
  // Clients that cast to the type name it.
  'rename-type': (_operation, place) => effects(place, 'sql-altertype', { breaksRunningCode: true }),
  'drop-type': dropType,
}

/** CASCADE drops the columns of the type, and their values. */
function dropType({ type, cascade }: DropType, place: Place): Effects {
  const holders = [...place.before.tables.values()].filter(
    ({ columns }) => cascade && columns.some((column) => column.type.name === type.name),
  )
  return effects(place, 'sql-droptype', {
    locks: holders.map(({ name }) => lock('ACCESS EXCLUSIVE', name)),
    losesData: holders.length > 0,
    breaksRunningCode: true,
  })
}
