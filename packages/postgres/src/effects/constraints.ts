// What it does to everyone else when constraints come, go and become valid.
import {
  columnsOf,
  type Constraint,
  type Effects,
  indexIn,
  siblingName,
  tableIn,
  type TableName,
  type Work,
} from '@migration-planner/core'
import { type EffectsByKind, effects, lock, lockTree, type Place } from './facts.ts'
import { droppedForeignKeyLocks, foreignKeyLocks } from './foreign-keys.ts'
import { isProvedNotNull } from './not-null.ts'

type ConstraintKinds =
  | 'add-primary-key'
  | 'add-unique'
  | 'add-foreign-key'
  | 'add-check'
  | 'add-not-null-constraint'
  | 'add-exclusion'
  | 'validate-constraint'
  | 'drop-constraint'
  | 'rename-constraint'

const page = 'sql-altertable'

export const constraintEffects: EffectsByKind<ConstraintKinds> = {
  'add-primary-key': ({ table, constraint }, place) => exclusive(table, place, workOfPrimaryKey(table, constraint, place)),
  'add-unique': ({ table, constraint }, place) =>
    exclusive(table, place, constraint.usingIndex === undefined ? 'build' : 'catalog'),
  'add-foreign-key': ({ table, constraint }, place) =>
    effects(place, page, {
      locks: [...lockTree('SHARE ROW EXCLUSIVE', table, place.before), ...foreignKeyLocks(table, constraint)],
      work: constraint.validated && constraint.enforced ? 'scan' : 'catalog',
    }),
  'add-check': ({ table, constraint }, place) =>
    exclusive(table, place, constraint.validated && constraint.enforced ? 'scan' : 'catalog'),
  'add-not-null-constraint': ({ table, constraint }, place) =>
    exclusive(table, place, constraint.validated && !isProvedNotNull(table, constraint.column, place) ? 'scan' : 'catalog'),
  'add-exclusion': ({ table }, place) => exclusive(table, place, 'build'),
  'validate-constraint': ({ table, constraint }, place) => validate(table, find(table, constraint, place), place),
  'drop-constraint': ({ table, constraint }, place) => {
    const found = find(table, constraint, place)
    const locks = found ? droppedForeignKeyLocks(table, [found], keyColumns(found), place.before) : []
    return effects(place, page, { locks: [...lockTree('ACCESS EXCLUSIVE', table, place.before), ...locks] })
  },
  'rename-constraint': ({ table }, place) => exclusive(table, place, 'catalog'),
}

function exclusive(table: TableName, place: Place, work: Work): Effects {
  return effects(place, page, { locks: lockTree('ACCESS EXCLUSIVE', table, place.before), work })
}

function find(table: TableName, name: string, place: Place): Constraint | undefined {
  return tableIn(place.before, table)?.constraints.find((constraint) => constraint.name === name)
}

/** Foreign keys hang on keys: only those go when the key goes. */
function keyColumns(constraint: Constraint): readonly string[] {
  return constraint.kind === 'primary-key' || constraint.kind === 'unique' ? columnsOf(constraint) : []
}

/** From an index that stands it is a moment, unless NOT NULL has to be found out first. */
function workOfPrimaryKey(table: TableName, constraint: Extract<Constraint, { kind: 'primary-key' }>, place: Place): Work {
  if (constraint.usingIndex === undefined) return 'build'
  const index = indexIn(place.before, siblingName(table, constraint.usingIndex))?.index
  const columns = index?.keys.flatMap(({ column }) => (column === undefined ? [] : [column])) ?? constraint.columns
  return columns.length > 0 && columns.every((column) => isProvedNotNull(table, column, place)) ? 'catalog' : 'scan'
}

function validate(table: TableName, constraint: Constraint | undefined, place: Place): Effects {
  const isValid = constraint !== undefined && 'validated' in constraint && constraint.validated
  const parent = constraint?.kind === 'foreign-key' && !isValid ? [lock('ROW SHARE', constraint.references.table)] : []
  return effects(place, page, {
    locks: [...lockTree('SHARE UPDATE EXCLUSIVE', table, place.before), ...parent],
    work: isValid ? 'catalog' : 'scan',
  })
}
