// A table that the running application still knows by its old name.
import { displayName, keyOf } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'

export default defineRule({
  id: 'rename-table',
  summary: 'Table renamed under the running application',
  risk: 'high',
  on: ['rename-table'],
  message:
    'Renaming table "{table}" to "{to}" takes a moment, and every query of the running application that names the old table fails from then on.',
  strategy: 'rename it and put a writable view under the old name in one transaction, release, then drop the view',
  needsDeploy: true,
  // A view or a table under the old name keeps it alive.
  check: ({ operation: { table, to }, final }) =>
    final.views.has(keyOf(table)) || final.tables.has(keyOf(table)) ? undefined : { table: displayName(table), to },
})
