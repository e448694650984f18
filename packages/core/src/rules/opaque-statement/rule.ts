// A statement that nobody could look into.
import { defineRule } from '../../findings/define-rule.ts'

export default defineRule({
  id: 'opaque-statement',
  summary: 'Statement that is not analysed',
  risk: 'medium',
  on: ['opaque'],
  message: '{what} is not analysed{reason}: nobody can say beforehand what it locks, or for how long.',
  strategy: "try it on a copy with production's size, then allow it with the reason",
  needsDeploy: false,
  forTheAuthor: true,
  check: ({ operation: { what, reason }, effects }) =>
    effects.work === 'unknown' && what !== 'SELECT' ? { what, reason: reason.includes(what) ? '' : ` (${reason})` } : undefined,
})
