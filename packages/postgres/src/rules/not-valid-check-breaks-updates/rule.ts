// NOT VALID: nothing is scanned, but every write is held to it.
import { defineRule, displayName } from '@migration-planner/core'

export default defineRule({
  id: 'not-valid-check-breaks-updates',
  summary: 'NOT VALID holds for writes at once',
  risk: 'low',
  on: ['add-check', 'add-not-null-constraint'],
  message:
    'NOT VALID spares "{table}" a scan, but "{constraint}" holds at once for every row that is written: updates of old rows that break it fail, and so do inserts of an application that does not know it.',
  strategy: 'fill the old rows and release the application that keeps to it first, then add the constraint',
  needsDeploy: true,
  forTheAuthor: true,
  check: ({ operation: { table, constraint } }) => {
    const enforced = constraint.kind === 'not-null' || constraint.enforced
    return constraint.validated || !enforced ? undefined : { table: displayName(table), constraint: constraint.name }
  },
})
