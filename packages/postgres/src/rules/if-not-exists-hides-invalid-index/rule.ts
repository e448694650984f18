// IF NOT EXISTS takes an index that a failed build left for the finished one.
import { defineRule, displayName } from '@migration-planner/core'

export default defineRule({
  id: 'if-not-exists-hides-invalid-index',
  summary: 'IF NOT EXISTS hides a failed build',
  risk: 'low',
  on: ['add-index'],
  message:
    'A concurrent build of "{index}" on "{table}" that fails leaves an invalid index, and IF NOT EXISTS then skips the next try and reports success.',
  strategy: 'leave IF NOT EXISTS out, and drop an invalid leftover before the next try',
  needsDeploy: false,
  forTheAuthor: true,
  onNewTables: true,
  check: ({ operation: { table, index, concurrently, ifNotExists } }) =>
    concurrently && ifNotExists ? { index: index.name, table: displayName(table) } : undefined,
})
