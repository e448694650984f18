// What it does to everyone else when enum types come, go, grow and are renamed: no table is locked.
import { type EffectsByKind, effects } from './facts.ts'

export const typeEffects: EffectsByKind<'create-enum' | 'add-enum-value' | 'rename-enum-value' | 'rename-type' | 'drop-type'> = {
  'create-enum': (_operation, place) => effects(place, 'sql-createtype'),
  'add-enum-value': (_operation, place) => effects(place, 'sql-altertype'),
  'rename-enum-value': (_operation, place) => effects(place, 'sql-altertype', { breaksRunningCode: true }),
  // Clients that cast to the type name it.
  'rename-type': (_operation, place) => effects(place, 'sql-altertype', { breaksRunningCode: true }),
  'drop-type': (_operation, place) => effects(place, 'sql-droptype', { breaksRunningCode: true }),
}
