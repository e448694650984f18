// A CHECK that is verified while everybody is kept out.
import { lockWordsDuring } from '../../changes/felt-locks.ts'
import { displayName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'

export default defineRule({
  id: 'check-scan-blocks-reads',
  summary: 'CHECK blocks reads and writes',
  risk: 'high',
  on: ['add-check', 'add-not-null-constraint'],
  message:
    'Adding CHECK "{constraint}" to "{table}" scans every row while holding {lock}, which stops {blocks} until the scan is done.',
  strategy: 'add it NOT VALID, then VALIDATE it in another transaction',
  needsDeploy: false,
  onlyTakesTime: true,
  check: (change) => {
    const { table, constraint } = change.operation
    const held = lockWordsDuring(change, 'scan')
    return held && { ...held, table: displayName(table), constraint: constraint.name }
  },
})
