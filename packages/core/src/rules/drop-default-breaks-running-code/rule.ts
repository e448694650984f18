// A default that the running application's inserts still need.
import { isChange } from '../../changes/change.ts'
import { displayName, sameName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'
import { columnIn } from '../../schema/schema.ts'

export default defineRule({
  id: 'drop-default-breaks-running-code',
  summary: 'Default dropped from a NOT NULL column',
  risk: 'medium',
  on: ['drop-default'],
  message:
    'Dropping the default of NOT NULL column "{column}" of "{table}" makes every insert of the running application fail that leaves it out.',
  strategy: 'release an application that always writes the column, then drop the default in a later migration',
  needsDeploy: true,
  forTheAuthor: true,
  check: (change, changes) => {
    const { table, column } = change.operation
    const found = columnIn(change.before, table, column)
    const hasDefault = found?.default !== undefined || found?.autoIncrement !== undefined
    const isReplaced = changes.some(
      (other) => isChange(other, 'set-default') && sameName(other.operation.table, table) && other.operation.column === column,
    )
    return found && !found.nullable && hasDefault && !isReplaced ? { table: displayName(table), column } : undefined
  },
})
