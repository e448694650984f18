// What it does to everyone else when indexes are built, dropped, renamed and built again.
import {
  type DropIndex,
  type Effects,
  indexIn,
  type Lock,
  type Reindex,
  siblingName,
  type Table,
  tableIn,
} from '@migration-planner/core'
import { type EffectsByKind, effects, lock, lockTree, type Place } from './facts.ts'

export const indexEffects: EffectsByKind<'add-index' | 'drop-index' | 'rename-index' | 'reindex'> = {
  'add-index': (operation, place) =>
    effects(place, 'sql-createindex', {
      locks: operation.concurrently
        ? [lock('SHARE UPDATE EXCLUSIVE', operation.table)]
        : lockTree('SHARE', operation.table, place.before),
      work: 'build',
      ownTransaction: operation.concurrently,
    }),
  'drop-index': dropIndex,
  // Only the index itself is locked, and by a lock that lets reads and writes use it.
  'rename-index': (_operation, place) => effects(place, 'sql-alterindex'),
  reindex,
}

function dropIndex(operation: DropIndex, place: Place): Effects {
  const table = indexIn(place.before, operation.index)?.table.name
  const mode = operation.concurrently ? 'SHARE UPDATE EXCLUSIVE' : 'ACCESS EXCLUSIVE'
  return effects(place, 'sql-dropindex', {
    locks: table ? lockTree(mode, table, place.before) : [],
    ownTransaction: operation.concurrently,
  })
}

/** Writes wait for the table; reads wait too, because to plan one the server opens every index of the table. */
function reindex(operation: Reindex, place: Place): Effects {
  return effects(place, 'sql-reindex', {
    locks: operation.concurrently
      ? tablesOf(operation, place).map(({ name }) => lock('SHARE UPDATE EXCLUSIVE', name))
      : reindexLocks(operation, place),
    work: 'build',
    ownTransaction: operation.concurrently || operation.what === 'schema' || operation.what === 'database',
  })
}

function reindexLocks(operation: Reindex, place: Place): readonly Lock[] {
  return tablesOf(operation, place).flatMap((table) => [
    lock('SHARE', table.name),
    ...indexNames(table)
      .filter((name) => operation.what !== 'index' || name === operation.name.name)
      .map((name) => lock('ACCESS EXCLUSIVE', siblingName(table.name, name))),
  ])
}

function tablesOf({ what, name }: Reindex, { before }: Place): readonly Table[] {
  if (what === 'table') return [tableIn(before, name)].flatMap((table) => (table ? [table] : []))
  if (what === 'index') return [...before.tables.values()].filter((table) => indexNames(table).includes(name.name))
  return [...before.tables.values()].filter((table) => what === 'database' || (table.name.schema ?? 'public') === name.name)
}

function indexNames(table: Table): readonly string[] {
  const keys = table.constraints.filter(({ kind }) => kind === 'primary-key' || kind === 'unique' || kind === 'exclusion')
  return [...table.indexes, ...keys].map(({ name }) => name)
}
