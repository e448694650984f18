// SET LOCAL where no transaction is: it does nothing.
import { defineRule } from '@migration-planner/core'

export default defineRule({
  id: 'set-local-outside-transaction',
  summary: 'SET LOCAL without a transaction',
  risk: 'low',
  on: ['set-setting'],
  message: 'SET LOCAL {name} does nothing outside a transaction: what follows runs without it.',
  strategy: 'put it and what it is for between BEGIN and COMMIT',
  needsDeploy: false,
  forTheAuthor: true,
  check: ({ operation: { name, local }, transaction, insideBlock }) =>
    local && transaction.kind === 'none' && !insideBlock ? { name } : undefined,
})
