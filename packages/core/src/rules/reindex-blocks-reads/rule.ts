// Indexes built again under locks that keep readers out.
import { displayName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'

export default defineRule({
  id: 'reindex-blocks-reads',
  summary: 'Reindex blocks reads and writes',
  risk: 'high',
  on: ['reindex'],
  message:
    'Reindexing {what} "{name}" stops writes to its table, and every query that could use the index that is being built, until all rows are indexed.',
  strategy: 'REINDEX CONCURRENTLY, in a file of its own that runs outside a transaction',
  needsDeploy: false,
  forTheAuthor: true,
  onlyTakesTime: true,
  check: ({ operation: { what, name, concurrently } }) => (concurrently ? undefined : { what, name: displayName(name) }),
})
