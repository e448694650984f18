// A validation that scans while its transaction still holds a strong lock.
import { heldLocks } from '../../changes/felt-locks.ts'
import { displayName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'

export default defineRule({
  id: 'validate-in-same-transaction',
  summary: 'Validation under a held lock',
  risk: 'high',
  on: ['validate-constraint'],
  message:
    'Validating "{constraint}" of "{table}" scans every row while the transaction still holds {lock} on "{locked}" from line {line}, which stops {blocks} until it commits.',
  strategy: 'validate it in a transaction and a file of its own',
  needsDeploy: false,
  onlyTakesTime: true,
  check: (change) => {
    const { table, constraint } = change.operation
    const held = heldLocks(change).toSorted((one, other) => Number(other.lock.blocks.length) - Number(one.lock.blocks.length))[0]
    return (
      held && {
        table: displayName(table),
        constraint,
        lock: held.lock.mode,
        blocks: held.lock.blocks,
        locked: displayName(held.lock.table),
        line: String(held.by.origin.start.line),
      }
    )
  },
})
