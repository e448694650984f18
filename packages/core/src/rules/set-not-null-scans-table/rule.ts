// NOT NULL that has to be proved row by row while everybody is kept out.
import { lockWordsDuring } from '../../changes/felt-locks.ts'
import { displayName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'

export default defineRule({
  id: 'set-not-null-scans-table',
  summary: 'SET NOT NULL blocks reads and writes',
  risk: 'high',
  on: ['set-not-null'],
  message:
    'SET NOT NULL on column "{column}" of "{table}" scans every row while holding {lock}, which stops {blocks} until the scan is done, fails where a row has no value, and makes the running application\'s inserts fail that leave it out.',
  strategy: 'add a CHECK (… IS NOT NULL) NOT VALID, validate it in another transaction, then SET NOT NULL, then drop the CHECK',
  needsDeploy: true,
  onlyTakesTime: true,
  covers: ['set-not-null-breaks-running-code'],
  check: (change) => {
    const { table, column } = change.operation
    const held = lockWordsDuring(change, 'scan', 'unknown')
    return held && { ...held, table: displayName(table), column }
  },
})
