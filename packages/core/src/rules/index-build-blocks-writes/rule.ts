// An index built under a lock that keeps writers out.
import { displayName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'
import { lockWordsDuring } from '../../changes/felt-locks.ts'

export default defineRule({
  id: 'index-build-blocks-writes',
  summary: 'Index build blocks writes',
  risk: 'medium',
  on: ['add-index'],
  message: 'Building index "{index}" on "{table}" holds {lock}, which stops {blocks} until every row is indexed.',
  strategy: 'build it CONCURRENTLY, in a file of its own that runs outside a transaction',
  needsDeploy: false,
  onlyTakesTime: true,
  check: (change) => {
    const held = lockWordsDuring(change, 'build', 'unknown')
    return held && { ...held, table: displayName(change.operation.table), index: change.operation.index.name }
  },
})
