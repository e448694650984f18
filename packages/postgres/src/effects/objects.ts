// What it does to everyone else when views, triggers, functions and other named objects come and go.
import type { Annotate, CreateObject, DropObject, Effects, Lock, ObjectKind } from '@migration-planner/core'
import { type EffectsByKind, effects, type LockMode, lock, lockTree, type Place } from './facts.ts'

/** Locks on the table that the object stands on. */
const whenCreated: Readonly<Partial<Record<ObjectKind, LockMode>>> = {
  trigger: 'SHARE ROW EXCLUSIVE',
  policy: 'ACCESS EXCLUSIVE',
  rule: 'ACCESS EXCLUSIVE',
  statistics: 'SHARE UPDATE EXCLUSIVE',
}
const whenDropped: Readonly<Partial<Record<ObjectKind, LockMode>>> = {
  trigger: 'ACCESS EXCLUSIVE',
  policy: 'ACCESS EXCLUSIVE',
  rule: 'ACCESS EXCLUSIVE',
}
/** Relations of their own: dropping one waits for those who read it. */
const relations: readonly ObjectKind[] = ['view', 'materialized view', 'sequence']
const usedByName: readonly ObjectKind[] = [
  ...relations,
  'function',
  'procedure',
  'schema',
  'domain',
  'type',
  'extension',
  'aggregate',
  'operator',
]

export const objectEffects: EffectsByKind<'create-object' | 'drop-object' | 'annotate'> = {
  'create-object': createObject,
  'drop-object': dropObject,
  annotate,
}

function createObject(operation: CreateObject, place: Place): Effects {
  const mode = whenCreated[operation.what]
  const replaced = operation.what === 'view' && operation.replace ? [lock('ACCESS EXCLUSIVE', operation.name)] : []
  const tables = operation.table
    ? [operation.table]
    : operation.what === 'statistics'
      ? operation.reads.map(({ table }) => table)
      : []
  const standing = mode ? tables.flatMap((table) => lockTree(mode, table, place.before)) : []
  return effects(place, pageOf('create', operation.what), {
    locks: [...replaced, ...standing],
    work: workOfCreating(operation.what),
  })
}

/** A materialized view reads its query's rows while it is made; an extension's script or a domain may do anything. */
function workOfCreating(what: ObjectKind): Effects['work'] {
  if (what === 'materialized view') return 'rows'
  return what === 'extension' || what === 'other' ? 'unknown' : 'catalog'
}

function dropObject(operation: DropObject, place: Place): Effects {
  const mode = whenDropped[operation.what]
  const own: readonly Lock[] = relations.includes(operation.what) ? [lock('ACCESS EXCLUSIVE', operation.name)] : []
  const standing = operation.table && mode ? lockTree(mode, operation.table, place.before) : []
  const takesMore = operation.cascade && !relations.includes(operation.what)
  return effects(place, pageOf('drop', operation.what), {
    locks: [...own, ...standing],
    work: takesMore ? 'unknown' : 'catalog',
    losesData: operation.what === 'schema' && operation.cascade,
    breaksRunningCode: usedByName.includes(operation.what),
  })
}

function pageOf(verb: 'create' | 'drop', what: ObjectKind): string {
  return what === 'other' ? 'sql-commands' : `sql-${verb}${what.replaceAll(' ', '')}`
}

const annotations: Readonly<Record<Annotate['what'], { readonly mode?: LockMode; readonly page: string }>> = {
  comment: { mode: 'SHARE UPDATE EXCLUSIVE', page: 'sql-comment' },
  privileges: { page: 'sql-grant' },
  owner: { mode: 'ACCESS EXCLUSIVE', page: 'sql-altertable' },
  statistics: { mode: 'SHARE UPDATE EXCLUSIVE', page: 'sql-altertable' },
  'storage parameters': { mode: 'SHARE UPDATE EXCLUSIVE', page: 'sql-altertable' },
}

function annotate(operation: Annotate, place: Place): Effects {
  const { mode, page } = annotations[operation.what]
  return effects(place, page, { locks: operation.table && mode ? [lock(mode, operation.table)] : [] })
}
