// A new column with a key or UNIQUE of its own, whose index is built on the spot.
import { lockWordsDuring } from '../../changes/felt-locks.ts'
import { displayName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'

export default defineRule({
  id: 'add-column-builds-index',
  summary: 'New column builds an index',
  risk: 'high',
  on: ['add-column'],
  message:
    'Adding column "{column}" to "{table}" as {constraint} builds an index while holding {lock}, which stops {blocks} until every row is indexed.',
  strategy: 'add the column alone, build a unique index without blocking, then make it the constraint (USING INDEX)',
  needsDeploy: false,
  onlyTakesTime: true,
  check: (change) => {
    const { table, column, constraints } = change.operation
    const held = lockWordsDuring(change, 'build')
    const what = constraints.some(({ kind }) => kind === 'primary-key') ? 'PRIMARY KEY' : 'UNIQUE'
    return held ? { ...held, table: displayName(table), column: column.name, constraint: what } : undefined
  },
})
