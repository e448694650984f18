// A comment that allows what nobody found.
import { defineRule } from '../../findings/define-rule.ts'

// About a comment, not about a change: judge() reports it.
export default defineRule({
  id: 'unused-suppression',
  summary: 'Allowed but not found',
  risk: 'low',
  on: [],
  message: 'The comment allows {rule}, which finds nothing in the statement below it.',
  strategy: 'remove the comment, or correct the name of the rule',
  needsDeploy: false,
  forTheAuthor: true,
  check: () => undefined,
})
