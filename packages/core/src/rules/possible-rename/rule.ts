// A drop and an add that may be one rename: then the values are thrown away.
import type { Change } from '../../changes/change.ts'
import { renameCandidates } from '../../changes/rename-candidates.ts'
import { displayName, sameName, type TableName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'

export default defineRule({
  id: 'possible-rename',
  summary: 'Drop and add that may be a rename',
  risk: 'high',
  on: ['drop-column'],
  message:
    'Column "{from}" of "{table}" is dropped and "{to}" is added, which may be a rename (confidence {confidence}: {because}): as written every value in it is lost, and the running application fails; say --rename {table}.{from}={to} if it is one.',
  strategy:
    'if it is a rename: add the new column, keep both equal with a trigger, fill it in batches, switch, then drop the old one',
  needsDeploy: true,
  covers: ['drop-column'],
  check: (change, changes) => {
    const ofTable = changes.filter((other) => concerns(other, change.operation.table))
    const candidate = renameCandidates(ofTable).find(({ drop }) => drop === change)
    return (
      candidate && {
        table: displayName(candidate.table),
        from: candidate.drop.operation.column,
        to: candidate.add.operation.column.name,
        confidence: candidate.confidence,
        because: candidate.because,
      }
    )
  },
})

function concerns({ operation }: Change, table: TableName): boolean {
  return 'table' in operation && operation.table !== undefined && sameName(operation.table, table)
}
