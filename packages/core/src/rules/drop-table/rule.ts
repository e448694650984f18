// A table that goes, with its rows.
import { displayName, sameName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'
import { foreignKeysTo } from '../../schema/schema.ts'

export default defineRule({
  id: 'drop-table',
  summary: 'Table dropped with its rows',
  risk: 'high',
  on: ['drop-table'],
  message:
    'Dropping table "{table}" loses its rows for good{also}, and every query of the running application that names it fails from then on.',
  strategy: 'release an application that does not use it, rename it away for a while, then drop it in a later migration',
  needsDeploy: true,
  check: ({ operation: { table }, before }) => {
    const children = foreignKeysTo(before, table).filter((key) => !sameName(key.table.name, table))
    const names = children.map((key) => `"${key.constraint.name}" of "${displayName(key.table.name)}"`)
    return { table: displayName(table), also: names.length === 0 ? '' : `, ends the foreign keys ${names.join(', ')}` }
  },
})
