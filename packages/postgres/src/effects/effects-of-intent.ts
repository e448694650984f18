// effectsOfIntent(): what the steps that only recipes know do to everyone else.
import { type Effects, type Intent, isOperation, type Schema, type Version } from '@migration-planner/core'
import { effectsOf } from './effects-of.ts'
import { effects, lock, lockTree, type Place } from './facts.ts'

/** Facts like those of operations. */
export function effectsOfIntent(intent: Intent, before: Schema, version: Version): Effects {
  if (isOperation(intent)) return effectsOf(intent, before, version)
  const place: Place = { before, version }
  switch (intent.kind) {
    case 'as-written':
      return effectsOf(intent.operation, before, version)
    case 'sync-columns':
    case 'fill-column':
      return effects(place, 'sql-createtrigger', { locks: lockTree('SHARE ROW EXCLUSIVE', intent.table, before) })
    case 'drop-sync':
      return effects(place, 'sql-droptrigger', { locks: lockTree('ACCESS EXCLUSIVE', intent.table, before) })
    case 'backfill':
      return effects(place, 'sql-do', { locks: [lock('ROW EXCLUSIVE', intent.table)], work: 'rows', ownTransaction: true })
    case 'delete-in-batches':
      return effects(place, 'sql-do', {
        locks: [lock('ROW EXCLUSIVE', intent.table)],
        work: 'rows',
        losesData: true,
        ownTransaction: true,
      })
    case 'set-values':
      return effects(place, 'sql-update', { locks: [lock('ROW EXCLUSIVE', intent.table)], work: 'rows' })
    case 'compatibility-view':
      return effects(place, 'sql-createview')
    case 'start-counter':
    case 'move-counter':
      return effects(place, 'sql-altertable', { locks: [lock('ACCESS EXCLUSIVE', intent.table)] })
  }
}
