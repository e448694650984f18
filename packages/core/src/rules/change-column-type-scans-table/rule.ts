// A type whose rows are only checked again.
import { lockWordsDuring } from '../../changes/felt-locks.ts'
import { displayName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'
import { columnIn } from '../../schema/schema.ts'

export default defineRule({
  id: 'change-column-type-scans-table',
  summary: 'Change of type scans the table',
  risk: 'high',
  on: ['change-column-type'],
  message:
    'Changing column "{column}" of "{table}" from {from} to {to} rewrites nothing but checks every row again while holding {lock}, which stops {blocks} until the scan is done.',
  strategy: 'drop the CHECK, change the type, add the CHECK again NOT VALID, then validate it in another transaction',
  needsDeploy: false,
  onlyTakesTime: true,
  check: (change) => {
    const { table, column, type } = change.operation
    const held = lockWordsDuring(change, 'scan')
    const from = columnIn(change.before, table, column)?.type.sql ?? 'a type that the history does not tell'
    return held ? { ...held, table: displayName(table), column, from, to: type.sql } : undefined
  },
})
