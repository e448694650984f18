// What it does to everyone else when columns come, go and change.
import { columnIn, columnsOf, type AddColumn, type Effects, type Lock, tableIn, type Work } from '@migration-planner/core'
import { foreignKeyLocks, droppedForeignKeyLocks } from './foreign-keys.ts'
import { type EffectsByKind, effects, lockTree, type Place } from './facts.ts'
import { isProvedNotNull } from './not-null.ts'
import { changeTypeEffects } from './type-changes.ts'

type ColumnKinds =
  | 'add-column'
  | 'drop-column'
  | 'rename-column'
  | 'change-column-type'
  | 'set-not-null'
  | 'drop-not-null'
  | 'set-default'
  | 'drop-default'

const page = 'sql-altertable'

export const columnEffects: EffectsByKind<ColumnKinds> = {
  'add-column': addColumn,
  'drop-column': (operation, place) => {
    const standing = tableIn(place.before, operation.table)?.constraints.filter((constraint) =>
      columnsOf(constraint).includes(operation.column),
    )
    return effects(place, page, {
      locks: [
        ...lockTree('ACCESS EXCLUSIVE', operation.table, place.before),
        ...droppedForeignKeyLocks(operation.table, standing ?? [], [operation.column], place.before),
      ],
      losesData: true,
      breaksRunningCode: true,
    })
  },
  'rename-column': (operation, place) => brief(operation, place, { breaksRunningCode: true }),
  'change-column-type': changeTypeEffects,
  'set-not-null': (operation, place) =>
    brief(operation, place, {
      work: isProvedNotNull(operation.table, operation.column, place) ? 'catalog' : 'scan',
      breaksRunningCode: true,
    }),
  'drop-not-null': (operation, place) => brief(operation, place),
  'set-default': (operation, place) => brief(operation, place),
  // Whoever leaves a NOT NULL column out lived on its default.
  'drop-default': (operation, place) =>
    brief(operation, place, { breaksRunningCode: columnIn(place.before, operation.table, operation.column)?.nullable === false }),
}

function brief({ table }: { readonly table: Lock['table'] }, place: Place, facts: Partial<Effects> = {}): Effects {
  return effects(place, page, { locks: lockTree('ACCESS EXCLUSIVE', table, place.before), ...facts })
}

function addColumn(operation: AddColumn, place: Place): Effects {
  const { column, table, ifNotExists } = operation
  if (ifNotExists && columnIn(place.before, table, column.name)) return brief(operation, place)
  const fills = column.default !== undefined || column.autoIncrement !== undefined || column.generated !== undefined
  return effects(place, page, {
    locks: [
      ...lockTree('ACCESS EXCLUSIVE', table, place.before),
      ...operation.constraints.flatMap((constraint) => foreignKeyLocks(table, constraint)),
    ],
    work: workOfAddColumn(operation),
    breaksRunningCode: !column.nullable && !fills,
  })
}

/** Since PostgreSQL 11 a default that is the same for all old rows is only noted; whatever differs by row is written into each. */
function workOfAddColumn({ column, constraints }: AddColumn): Work {
  if (column.generated) return column.generated.kind === 'stored' ? 'rewrite' : workOfConstraints(constraints, true)
  if (column.autoIncrement || column.default?.volatility === 'volatile') return 'rewrite'
  return workOfConstraints(constraints, column.default !== undefined)
}

/** A key builds its index, and a CHECK reads every row even of a column that is new; a reference has nothing to look up while all are NULL. */
function workOfConstraints(constraints: AddColumn['constraints'], filled: boolean): Work {
  if (constraints.some(({ kind }) => kind === 'primary-key' || kind === 'unique' || kind === 'exclusion')) return 'build'
  const reads = constraints.some(
    (constraint) =>
      (constraint.kind === 'check' && constraint.enforced && constraint.validated) ||
      (constraint.kind === 'foreign-key' && constraint.enforced && constraint.validated && filled),
  )
  return reads ? 'scan' : 'catalog'
}
