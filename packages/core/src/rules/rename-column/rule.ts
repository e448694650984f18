// A column that the running application still knows by its old name.
import { isChange } from '../../changes/change.ts'
import { isOnNewColumn } from '../../changes/new-tables.ts'
import { displayName, sameName } from '../../operations/names.ts'
import { columnIn } from '../../schema/schema.ts'
import { defineRule } from '../../findings/define-rule.ts'

export default defineRule({
  id: 'rename-column',
  summary: 'Column renamed under the running application',
  risk: 'high',
  on: ['rename-column'],
  message:
    'Renaming column "{column}" of "{table}" to "{to}" takes a moment, and every query of the running application that names the old column fails from then on.',
  strategy: 'add the new column, keep both equal with a trigger, fill it in batches, release, then drop the old one',
  needsDeploy: true,
  check: (change, changes) => {
    const { table, column, to } = change.operation
    if (isOnNewColumn(change, changes)) return undefined
    // Two columns that exchange their names: each name is there again when the transaction ends.
    const taken = columnIn(change.final, table, column) !== undefined
    const takes = change.transaction.earlier.some(
      (other) => isChange(other, 'rename-column') && sameName(other.operation.table, table) && other.operation.column === to,
    )
    return taken || takes ? undefined : { table: displayName(table), column, to }
  },
})
