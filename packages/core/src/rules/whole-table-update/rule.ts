// Rows updated in one go, however many they are.
import { displayName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'
import { touchesFewRows } from '../../changes/row-counts.ts'

export default defineRule({
  id: 'whole-table-update',
  summary: 'Rows updated in one statement',
  risk: 'medium',
  on: ['update-rows'],
  message:
    'Updating {extent} of "{table}" at once keeps each of them locked until all are done and committed, so that the application\'s writes to them wait.',
  strategy: 'walk the primary key in batches, each with a commit of its own, outside the schema change',
  needsDeploy: false,
  onlyTakesTime: true,
  check: (change) => {
    const { table, where } = change.operation
    const all = where === undefined || where.columns.length === 0
    const extent = all ? 'every row' : 'all rows that match'
    return touchesFewRows(change) ? undefined : { table: displayName(table), extent }
  },
})
