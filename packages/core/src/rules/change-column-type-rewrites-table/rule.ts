// A type that is stored in another way: every row is written again.
import { lockWordsDuring } from '../../changes/felt-locks.ts'
import { displayName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'
import { columnIn } from '../../schema/schema.ts'

export default defineRule({
  id: 'change-column-type-rewrites-table',
  summary: 'Change of type rewrites the table',
  risk: 'high',
  on: ['change-column-type'],
  message:
    'Changing column "{column}" of "{table}" from {from} to {to} rewrites the whole table and its indexes while holding {lock}, which stops {blocks} until the last row is written.',
  strategy: 'add a column of the new type, keep both equal with a trigger, fill it in batches, release, then drop the old one',
  needsDeploy: true,
  check: (change) => {
    const { table, column, type } = change.operation
    const held = lockWordsDuring(change, 'rewrite', 'unknown')
    const from = columnIn(change.before, table, column)?.type.sql ?? 'a type that the history does not tell'
    return held ? { ...held, table: displayName(table), column, from, to: type.sql } : undefined
  },
})
