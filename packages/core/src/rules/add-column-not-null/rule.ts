// A new column that may not be NULL and has nothing to put in.
import { displayName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'

export default defineRule({
  id: 'add-column-not-null',
  summary: 'NOT NULL column without a default',
  risk: 'high',
  on: ['add-column'],
  message:
    'Adding NOT NULL column "{column}" to "{table}" without a default fails as soon as the table has a row, and the running application\'s inserts fail from then on.',
  strategy:
    'add it nullable, fill the rows in batches, prove that none is NULL, then SET NOT NULL once every running application writes it',
  needsDeploy: true,
  check: ({ operation: { table, column } }) => {
    const filled = column.default !== undefined || column.autoIncrement !== undefined || column.generated !== undefined
    return column.nullable || filled ? undefined : { table: displayName(table), column: column.name }
  },
})
