// A new column whose values are computed row by row while the table is locked.
import type { ColumnDefinition } from '../../operations/definitions.ts'
import { lockWordsDuring } from '../../changes/felt-locks.ts'
import { displayName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'

export default defineRule({
  id: 'add-column-rewrites-table',
  summary: 'New column rewrites the table',
  risk: 'high',
  on: ['add-column'],
  message:
    'Adding column "{column}" to "{table}" rewrites the whole table and its indexes while holding {lock}, which stops {blocks} until the last row is written: {because}.',
  strategy: 'add the column empty, set its default for new rows, fill the old rows in batches, add its constraints last',
  needsDeploy: false,
  onlyTakesTime: true,
  check: (change) => {
    const { table, column } = change.operation
    const held = lockWordsDuring(change, 'rewrite')
    return held ? { ...held, table: displayName(table), column: column.name, because: because(column) } : undefined
  },
})

function because({ default: value, autoIncrement, generated, type }: ColumnDefinition): string {
  if (generated) return 'its generated value is stored in every row'
  if (autoIncrement) return 'its counter is drawn for every row'
  if (value && value.volatility === 'volatile') return `its default ${value.sql} is another value for every row`
  return `its type ${type.sql} checks every row`
}
