// A UNIQUE constraint whose index is built under a lock that keeps readers out.
import { lockWordsDuring } from '../../changes/felt-locks.ts'
import { displayName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'

export default defineRule({
  id: 'unique-constraint-blocks-reads',
  summary: 'UNIQUE constraint blocks reads and writes',
  risk: 'high',
  on: ['add-unique'],
  message:
    'Adding UNIQUE "{constraint}" to "{table}" builds its index while holding {lock}, which stops {blocks} until every row is indexed.',
  strategy: 'build a unique index CONCURRENTLY in a file of its own, then add the constraint USING INDEX',
  needsDeploy: false,
  onlyTakesTime: true,
  check: (change) => {
    const { table, constraint } = change.operation
    const held = lockWordsDuring(change, 'build', 'scan')

    return held && { ...held, table: displayName(table), constraint: constraint.name }
  },
})
