// write(): what a recipe wants done, as PostgreSQL's statements.
import {
  type Check,
  emptySchema,
  type Intent,
  isOperation,
  type Schema,
  type Version,
  type WrittenCheck,
} from '@migration-planner/core'
import { backfillStatement, deleteStatement, setValuesStatement } from './batches.ts'
import { writeCheckSql } from './checks.ts'
import type { WriteContext } from './conversions.ts'
import { moveCounterStatement, startCounterStatements } from './counters.ts'
import { dropTriggerStatements, fillStatements } from './fill-trigger.ts'
import { qualified } from './names.ts'
import { writeOperation } from './operations.ts'
import { syncStatements } from './sync-trigger.ts'

/** Statements without semicolons, in the order in which they run. */
export function write(intent: Intent, before: Schema, version: Version): readonly string[] {
  if (isOperation(intent)) return writeOperation(intent)
  const context: WriteContext = { before, version }
  switch (intent.kind) {
    case 'as-written':
      return [intent.sql]
    case 'sync-columns':
      return syncStatements(intent, context)
    case 'fill-column':
      return fillStatements(intent)
    case 'drop-sync':
      return dropTriggerStatements(intent)
    case 'backfill':
      return [backfillStatement(intent, context)]
    case 'delete-in-batches':
      return [deleteStatement(intent)]
    case 'set-values':
      return [setValuesStatement(intent, context)]
    case 'compatibility-view':
      // Rights and row security stay those of whoever asks; older servers have no such view.
      return [
        `CREATE VIEW ${qualified(intent.view)}${version.major >= 15 ? ' WITH (security_invoker = true)' : ''} AS SELECT * FROM ${qualified(intent.table)}`,
      ]
    case 'start-counter':
      return startCounterStatements(intent)
    case 'move-counter':
      return [moveCounterStatement(intent, context)]
  }
}

/** A check as one SELECT that changes nothing. */
export function writeCheck(check: Check, version: Version, before: Schema = emptySchema): WrittenCheck {
  return writeCheckSql(check, { before, version })
}
