// A transaction that is begun and never committed.
import { isChange } from '../../changes/change.ts'
import { defineRule } from '../../findings/define-rule.ts'

export default defineRule({
  id: 'transaction-left-open',
  summary: 'BEGIN without COMMIT',
  risk: 'high',
  on: ['begin'],
  message:
    'The transaction that begins here is never committed: all that follows is undone when the session ends, even if the tool reports success.',
  strategy: 'end it with COMMIT',
  needsDeploy: false,
  forTheAuthor: true,
  check: (change, changes) => {
    const later = changes.slice(changes.indexOf(change) + 1)
    return later.some((other) => isChange(other, 'commit', 'rollback')) ? undefined : {}
  },
})
