// A column dropped and added again under the same name: a change of type that throws the values away.
import { isChange } from '../../changes/change.ts'
import { displayName, sameName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'

export default defineRule({
  id: 'drop-and-add-loses-data',
  summary: 'Column dropped and added again',
  risk: 'high',
  on: ['drop-column'],
  message:
    'Column "{column}" of "{table}" is dropped and added again as {type}: all its values are lost, and the running application meets another column under the same name.',
  strategy: 'add a column of the new type under another name, fill it from the old one in batches, switch, then drop the old one',
  needsDeploy: true,
  covers: ['drop-column'],
  check: (change, changes) => {
    const { table, column } = change.operation
    const again = changes
      .slice(changes.indexOf(change))
      .filter((later) => isChange(later, 'add-column'))
      .find(({ operation }) => sameName(operation.table, table) && operation.column.name === column)
    return again ? { table: displayName(table), column, type: again.operation.column.type.sql } : undefined
  },
})
