// A foreign key that checks its rows while two tables are closed to writers.
import { lockWordsDuring } from '../../changes/felt-locks.ts'
import { displayName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'

export default defineRule({
  id: 'foreign-key-scan-blocks-writes',
  summary: 'Foreign key blocks writes to two tables',
  risk: 'medium',
  on: ['add-foreign-key'],
  message:
    'Adding foreign key "{constraint}" to "{table}" looks every row up while holding {lock} on it and on "{other}", which stops {blocks} to both until the scan is done.',
  strategy: 'add it NOT VALID, then VALIDATE it in another transaction',
  needsDeploy: false,
  onlyTakesTime: true,
  check: (change) => {
    const { table, constraint } = change.operation
    const held = lockWordsDuring(change, 'scan')
    return (
      held && { ...held, table: displayName(table), other: displayName(constraint.references.table), constraint: constraint.name }
    )
  },
})
