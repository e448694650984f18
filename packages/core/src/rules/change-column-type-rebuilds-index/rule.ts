// A type whose rows stay and whose indexes do not.
import { lockWordsDuring } from '../../changes/felt-locks.ts'
import { displayName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'
import { columnIn } from '../../schema/schema.ts'

export default defineRule({
  id: 'change-column-type-rebuilds-index',
  summary: 'Change of type builds indexes anew',
  risk: 'high',
  on: ['change-column-type'],
  message:
    'Changing column "{column}" of "{table}" from {from} to {to} rewrites no row but builds its indexes anew while holding {lock}, which stops {blocks} until every row is indexed.',
  strategy: 'build the index for the new form without blocking first, or move to a new column',
  needsDeploy: false,
  onlyTakesTime: true,
  check: (change) => {
    const { table, column, type, collation } = change.operation
    const held = lockWordsDuring(change, 'build')
    const from = columnIn(change.before, table, column)?.type.sql ?? 'a type that the history does not tell'
    return held
      ? {
          ...held,
          table: displayName(table),
          column,
          from,
          to: collation === undefined ? type.sql : `${type.sql} with collation ${collation}`,
        }
      : undefined
  },
})
