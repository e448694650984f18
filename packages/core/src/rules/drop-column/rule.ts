// A column that goes, with its data and all that stands on it.
import type { Change } from '../../changes/change.ts'
import { isOnNewColumn } from '../../changes/new-tables.ts'
import { columnsOf, columnsOfIndex } from '../../schema/apply-to-columns.ts'
import { displayName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'
import { tableIn } from '../../schema/schema.ts'

export default defineRule({
  id: 'drop-column',
  summary: 'Column dropped with its data',
  risk: 'high',
  on: ['drop-column'],
  message:
    'Dropping column "{column}" of "{table}" loses its data for good{also}, and every query of the running application that names it fails from then on.',
  strategy: 'release an application that neither reads nor writes it, then drop it in a later migration',
  needsDeploy: true,
  check: (change, changes) => {
    const { table, column } = change.operation
    if (isOnNewColumn(change, changes)) return undefined
    return { table: displayName(table), column, also: goesWith(change) }
  },
})

/** What the server drops with a column without a word. */
function goesWith({ operation, before }: Change<'drop-column'>): string {
  const table = tableIn(before, operation.table)
  const constraints = table?.constraints.filter((constraint) => columnsOf(constraint).includes(operation.column)) ?? []
  const indexes = table?.indexes.filter((index) => columnsOfIndex(index).includes(operation.column)) ?? []
  const names = [...constraints, ...indexes].map(({ name }) => `"${name}"`)
  return names.length === 0 ? '' : `, drops ${names.join(', ')} with it`
}
