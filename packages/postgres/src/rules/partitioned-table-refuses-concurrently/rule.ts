// CONCURRENTLY on a partitioned table: PostgreSQL refuses it.
import { type Change, defineRule, displayName, indexIn, type Table, tableIn } from '@migration-planner/core'

export default defineRule({
  id: 'partitioned-table-refuses-concurrently',
  summary: 'CONCURRENTLY on a partitioned table',
  risk: 'high',
  on: ['add-index', 'drop-index'],
  message: 'PostgreSQL refuses CONCURRENTLY for index "{index}" of partitioned table "{table}": the migration fails here.',
  strategy: 'create the index ON ONLY the parent, build one per partition CONCURRENTLY, then attach each',
  needsDeploy: false,
  forTheAuthor: true,
  onNewTables: true,
  check: (change) => {
    const { operation } = change
    const table = operation.concurrently ? tableOfIndex(change) : undefined
    const index = operation.index.name
    return table?.partitioned ? { index, table: displayName(table.name) } : undefined
  },
})

function tableOfIndex({ operation, before }: Change<'add-index' | 'drop-index'>): Table | undefined {
  return operation.kind === 'add-index' ? tableIn(before, operation.table) : indexIn(before, operation.index)?.table
}
