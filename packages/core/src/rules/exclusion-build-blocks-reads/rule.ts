// An exclusion constraint, which cannot be built without keeping everybody out.
import { lockWordsDuring } from '../../changes/felt-locks.ts'
import { displayName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'

export default defineRule({
  id: 'exclusion-build-blocks-reads',
  summary: 'Exclusion constraint blocks reads and writes',
  risk: 'high',
  on: ['add-exclusion'],
  message:
    'Adding EXCLUDE constraint "{constraint}" to "{table}" builds its index while holding {lock}, which stops {blocks} until every row is indexed.',
  strategy: 'add it to a new table and move the rows over, or choose a quiet window: it knows neither NOT VALID nor USING INDEX',
  needsDeploy: false,
  forTheAuthor: true,
  onlyTakesTime: true,
  check: (change) => {
    const { table, constraint } = change.operation
    const held = lockWordsDuring(change, 'build', 'scan')

    return held && { ...held, table: displayName(table), constraint: constraint.name }
  },
})
