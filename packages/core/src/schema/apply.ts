// apply(): what is true after one operation. A pure function; what it cannot know it leaves as it was.
import type { Operation, OperationKind } from '../operations/operation.ts'
import type { Appliers } from './appliers.ts'
import { applyToColumns } from './apply-to-columns.ts'
import { applyToConstraints } from './apply-to-constraints.ts'
import { applyToIndexes } from './apply-to-indexes.ts'
import { applyToTables } from './apply-to-tables.ts'
import { applyToTypes } from './apply-to-types.ts'
import type { Schema } from './schema.ts'

const unchanged = (schema: Schema): Schema => schema

const appliers: Appliers<OperationKind> = {
  ...applyToTables,
  ...applyToColumns,
  ...applyToIndexes,
  ...applyToConstraints,
  ...applyToTypes,
  reindex: unchanged,
  annotate: unchanged,
  'insert-rows': unchanged,
  'update-rows': unchanged,
  'delete-rows': unchanged,
  truncate: unchanged,
  begin: unchanged,
  commit: unchanged,
  rollback: unchanged,
  'set-setting': unchanged,
  'run-block': (schema, operation) => applyAll(schema, operation.contains),
  opaque: unchanged,
}

/** The schema after one operation. */
export function apply(schema: Schema, operation: Operation): Schema {
  const applier = appliers[operation.kind] as (schema: Schema, operation: Operation) => Schema
  return applier(schema, operation)
}

/** The schema after several operations, in order. */
export function applyAll(schema: Schema, operations: readonly Operation[]): Schema {
  return operations.reduce(apply, schema)
}
