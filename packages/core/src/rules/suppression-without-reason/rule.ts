// A comment that allows a hazard and does not say why.
import { defineRule } from '../../findings/define-rule.ts'

// About a comment, not about a change: judge() reports it.
export default defineRule({
  id: 'suppression-without-reason',
  summary: 'Allowed without a reason',
  risk: 'medium',
  on: [],
  message: 'The comment allows {rule} without a reason, and so allows nothing.',
  strategy: 'write the reason in brackets behind the name of the rule',
  needsDeploy: false,
  forTheAuthor: true,
  check: () => undefined,
})
