// A SELECT in a migration: it is there for what its functions do.
import { defineRule } from '../../findings/define-rule.ts'

export default defineRule({
  id: 'select-runs-unread-functions',
  summary: 'SELECT in a migration',
  risk: 'low',
  on: ['opaque'],
  message:
    'A SELECT in a migration runs for what its functions do ({mentions}), and what they lock, and for how long, is not analysed.',
  strategy: 'call what does the work by its own statement, or allow it with the reason',
  needsDeploy: false,
  forTheAuthor: true,
  check: ({ operation: { what, mentions } }) =>
    what === 'SELECT' ? { mentions: mentions.join(', ') || 'none named' } : undefined,
})
