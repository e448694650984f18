// An enum value that the running application still knows by its old name.
import { defineRule, displayName } from '@migration-planner/core'

export default defineRule({
  id: 'enum-value-renamed',
  summary: 'Enum value renamed under the running application',
  risk: 'high',
  on: ['rename-enum-value'],
  message:
    'Renaming value "{from}" of enum "{type}" to "{to}" takes a moment, and the running application fails as soon as it writes the old name or reads the new one.',
  strategy: 'add the new value, release an application that knows both, move the rows in batches, leave the old value unused',
  needsDeploy: true,
  forTheAuthor: true,
  check: ({ operation: { type, from, to } }) => ({ type: displayName(type), from, to }),
})
