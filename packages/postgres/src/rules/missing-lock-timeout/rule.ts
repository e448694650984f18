// A lock that is waited for without end, with everybody queued behind it.
import { type Change, defineRule, displayName, type OperationKind, strongestLock } from '@migration-planner/core'

const locking: readonly OperationKind[] = [
  'create-table',
  'drop-table',
  'rename-table',
  'add-column',
  'drop-column',
  'rename-column',
  'change-column-type',
  'set-not-null',
  'drop-not-null',
  'set-default',
  'drop-default',
  'add-index',
  'drop-index',
  'add-primary-key',
  'add-unique',
  'add-foreign-key',
  'add-check',
  'add-not-null-constraint',
  'add-exclusion',
  'drop-constraint',
  'rename-constraint',
  'create-object',
  'drop-object',
  'truncate',
]

export default defineRule({
  id: 'missing-lock-timeout',
  summary: 'Lock waited for without end',
  risk: 'low',
  on: locking,
  message:
    'This waits for {lock} on "{table}" without a lock_timeout: behind one long query it waits for ever, and every query that comes after it waits behind it.',
  strategy: "begin a transaction with SET LOCAL lock_timeout = '2s', and try again when it runs out",
  needsDeploy: false,
  // Once per migration: where the first such lock is taken.
  check: (change, changes) => {
    const lock = waitsWithoutEnd(change) && changes.find(waitsWithoutEnd) === change ? strongestLock(change) : undefined
    return lock && { lock: lock.mode, table: displayName(lock.table) }
  },
})

function waitsWithoutEnd(change: Change): boolean {
  if (!locking.includes(change.operation.kind)) return false
  const timeout = change.transaction.settings.get('lock_timeout')
  const isSet = timeout !== undefined && Number.parseInt(timeout, 10) !== 0
  return !isSet && strongestLock(change) !== undefined
}
