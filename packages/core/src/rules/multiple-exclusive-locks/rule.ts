// A transaction that closes one table after the other.
import { feltLocks, heldLocks } from '../../changes/felt-locks.ts'
import type { Lock } from '../../effects/effects.ts'
import { displayName, keyOf } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'

export default defineRule({
  id: 'multiple-exclusive-locks',
  summary: 'Several tables closed in one transaction',
  risk: 'low',
  on: [
    'add-column',
    'drop-column',
    'rename-column',
    'change-column-type',
    'set-not-null',
    'drop-not-null',
    'set-default',
    'drop-default',
    'drop-table',
    'rename-table',
    'drop-index',
    'add-check',
    'add-unique',
    'add-primary-key',
    'drop-constraint',
    'truncate',
  ],
  message:
    'This transaction holds {lock} on "{other}" and now waits for it on "{table}" too: both are closed until it commits, and an application that uses them in the other order deadlocks with it.',
  strategy: 'change one table to a transaction, each in a file of its own',
  needsDeploy: false,
  check: (change) => {
    const now = feltLocks(change).filter(closes)
    if (now.length === 0) return undefined
    const held = new Map(
      heldLocks(change)
        .filter(({ lock }) => closes(lock))
        .map(({ lock }) => [keyOf(lock.table), lock]),
    )
    // Once per transaction: where the second table comes in.
    const [first] = held.values()
    const next = held.size === 1 ? now.find(({ table }) => !held.has(keyOf(table))) : undefined
    return first && next && { lock: next.mode, table: displayName(next.table), other: displayName(first.table) }
  },
})

function closes({ blocks }: Lock): boolean {
  return blocks === 'reads and writes'
}
