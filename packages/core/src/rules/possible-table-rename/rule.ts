// A dropped and a created table with the same columns: perhaps one table under two names.
import { tableRenameCandidate } from '../../changes/table-rename-candidate.ts'
import { displayName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'

export default defineRule({
  id: 'possible-table-rename',
  summary: 'Drop and create that may be a rename',
  risk: 'high',
  on: ['drop-table'],
  message:
    'Table "{from}" is dropped and "{to}", with {shared} of its {all} columns, is created, which may be a rename: as written every row is lost, and the running application fails.',
  strategy: 'if it is a rename: write ALTER TABLE … RENAME TO, which is planned with a view under the old name',
  needsDeploy: true,
  covers: ['drop-table'],
  check: (change, changes) => {
    const candidate = tableRenameCandidate(change, changes)
    if (!candidate) return undefined
    return {
      from: displayName(change.operation.table),
      to: displayName(candidate.create.operation.table),
      shared: String(candidate.shared),
      all: String(candidate.all),
    }
  },
})
