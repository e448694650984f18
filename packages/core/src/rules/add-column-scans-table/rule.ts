// A new column with a condition that every row is checked for.
import { lockWordsDuring } from '../../changes/felt-locks.ts'
import { displayName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'

export default defineRule({
  id: 'add-column-scans-table',
  summary: 'New column scans the table',
  risk: 'high',
  on: ['add-column'],
  message:
    'Adding column "{column}" to "{table}" with its {constraint} scans every row while holding {lock}, which stops {blocks} until the scan is done.',
  strategy: 'add the column alone, then the constraint NOT VALID, then validate it in another transaction',
  needsDeploy: false,
  onlyTakesTime: true,
  covers: ['add-column-locks-other-table'],
  check: (change) => {
    const { table, column, constraints } = change.operation
    const held = lockWordsDuring(change, 'scan')
    const constraint = constraints.find(({ kind }) => kind === 'check') ?? constraints[0]
    const what = constraint?.kind === 'foreign-key' ? 'REFERENCES' : 'CHECK'
    return held ? { ...held, table: displayName(table), column: column.name, constraint: what } : undefined
  },
})
