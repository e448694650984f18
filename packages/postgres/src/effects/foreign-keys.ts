// Locks that foreign keys carry to the table at their other end.
import { type Constraint, foreignKeysTo, type Lock, type Schema, type TableName } from '@migration-planner/core'
import { lock } from './facts.ts'

/** Adding a foreign key creates triggers on both tables. */
export function foreignKeyLocks(table: TableName, constraint: Constraint): readonly Lock[] {
  if (constraint.kind !== 'foreign-key') return []
  return [lock('SHARE ROW EXCLUSIVE', table), lock('SHARE ROW EXCLUSIVE', constraint.references.table)]
}

/** Dropping constraints: triggers go from the tables that foreign keys point at, and from those that point at a dropped key. */
export function droppedForeignKeyLocks(
  table: TableName,
  dropped: readonly Constraint[],
  columns: readonly string[],
  before: Schema,
): readonly Lock[] {
  const outward = dropped.flatMap((constraint) => (constraint.kind === 'foreign-key' ? [constraint.references.table] : []))
  const inward = foreignKeysTo(before, table)
    .filter(({ constraint }) => constraint.references.columns.some((column) => columns.includes(column)))
    .map(({ table: child }) => child.name)
  return [...outward, ...inward].map((other) => lock('ACCESS EXCLUSIVE', other))
}
