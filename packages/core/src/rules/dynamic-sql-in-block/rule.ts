// SQL that a block makes up while it runs.
import { defineRule } from '../../findings/define-rule.ts'

export default defineRule({
  id: 'dynamic-sql-in-block',
  summary: 'SQL built at run time',
  risk: 'medium',
  on: ['run-block'],
  message: 'The block builds SQL while it runs, in {count}: what it locks, and for how long, shows only then.',
  strategy: 'write the statements out, one by one; or try the block on a copy, then allow it with the reason',
  needsDeploy: false,
  forTheAuthor: true,
  check: ({ operation: { dynamic } }) =>
    dynamic === 0 ? undefined : { count: dynamic === 1 ? 'one place' : `${dynamic} places` },
})
