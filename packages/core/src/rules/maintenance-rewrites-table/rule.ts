// A command that writes a whole table again and means no change of schema.
import { lockWordsDuring } from '../../changes/felt-locks.ts'
import { defineRule } from '../../findings/define-rule.ts'

export default defineRule({
  id: 'maintenance-rewrites-table',
  summary: 'Table rewritten by maintenance',
  risk: 'high',
  on: ['opaque'],
  message: '{what} writes all of "{table}" anew while holding {lock}, which stops {blocks} until it is done.',
  strategy: 'take it out of the migration and run it in a quiet window, or use a tool that rewrites online',
  needsDeploy: false,
  forTheAuthor: true,
  onlyTakesTime: true,
  check: (change) => {
    const held = lockWordsDuring(change, 'rewrite')
    return held && { ...held, what: change.operation.what }
  },
})
