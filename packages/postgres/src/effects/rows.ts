// What it does to everyone else when rows are written: row locks only, which readers never wait for.
import { type EffectsByKind, effects, lock } from './facts.ts'

export const rowEffects: EffectsByKind<'insert-rows' | 'update-rows' | 'delete-rows'> = {
  'insert-rows': ({ table }, place) => effects(place, 'sql-insert', { locks: [lock('ROW EXCLUSIVE', table)], work: 'rows' }),
  'update-rows': ({ table }, place) => effects(place, 'sql-update', { locks: [lock('ROW EXCLUSIVE', table)], work: 'rows' }),
  'delete-rows': ({ table }, place) =>
    effects(place, 'sql-delete', { locks: [lock('ROW EXCLUSIVE', table)], work: 'rows', losesData: true }),
}
