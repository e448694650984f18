// What it does to everyone else when tables come, go, are renamed or emptied.
import {
  type CreateTable,
  type Effects,
  foreignKeysTo,
  type Lock,
  sameName,
  tableIn,
  type TableName,
  type Truncate,
} from '@migration-planner/core'
import { type EffectsByKind, effects, lock, lockTree, type Place } from './facts.ts'

export const tableEffects: EffectsByKind<'create-table' | 'drop-table' | 'rename-table' | 'truncate'> = {
  'create-table': createTable,
  'drop-table': (operation, place) =>
    effects(place, 'sql-droptable', { locks: dropLocks(operation.table, place), losesData: true, breaksRunningCode: true }),
  'rename-table': (operation, place) =>
    effects(place, 'sql-altertable', { locks: [lock('ACCESS EXCLUSIVE', operation.table)], breaksRunningCode: true }),
  truncate: (operation, place) =>
    effects(place, 'sql-truncate', {
      locks: truncated(operation, place).flatMap((table) => lockTree('ACCESS EXCLUSIVE', table, place.before)),
      losesData: true,
    }),
}

/** The table itself is locked too, but nobody can see it yet. */
function createTable(operation: CreateTable, place: Place): Effects {
  if (operation.ifNotExists && tableIn(place.before, operation.table)) return effects(place, 'sql-createtable')
  const parents = operation.constraints.flatMap((constraint) =>
    constraint.kind === 'foreign-key' ? [constraint.references.table] : [],
  )
  return effects(place, 'sql-createtable', {
    locks: [
      ...parents.filter((parent) => !sameName(parent, operation.table)).map((parent) => lock('SHARE ROW EXCLUSIVE', parent)),
      ...(operation.partitionOf ? [lock('ACCESS EXCLUSIVE', operation.partitionOf)] : []),
    ],
    work: operation.fromQuery ? 'rows' : 'catalog',
  })
}

/** Triggers of its foreign keys go from the tables at their other ends; a partition leaves its parent. */
function dropLocks(name: TableName, place: Place): readonly Lock[] {
  const table = tableIn(place.before, name)
  const parents =
    table?.constraints.flatMap((constraint) => (constraint.kind === 'foreign-key' ? [constraint.references.table] : [])) ?? []
  const children = foreignKeysTo(place.before, name).map(({ table: child }) => child.name)
  const others = [...parents, ...children, ...(table?.partitionOf ? [table.partitionOf] : [])]
  return [...lockTree('ACCESS EXCLUSIVE', name, place.before), ...others.map((other) => lock('ACCESS EXCLUSIVE', other))]
}

function truncated({ tables, cascade }: Truncate, place: Place): readonly TableName[] {
  const found = [...tables]
  if (!cascade) return found
  for (const table of found) {
    const children = foreignKeysTo(place.before, table).map(({ table: child }) => child.name)
    found.push(...children.filter((child) => !found.some((known) => sameName(known, child))))
  }
  return found
}
