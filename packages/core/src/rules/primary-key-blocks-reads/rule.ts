// A primary key whose index is built, or whose columns are searched for NULL, while the table is locked.
import { lockWordsDuring } from '../../changes/felt-locks.ts'
import { displayName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'

export default defineRule({
  id: 'primary-key-blocks-reads',
  summary: 'Primary key blocks reads and writes',
  risk: 'high',
  on: ['add-primary-key'],
  message: 'Adding primary key "{constraint}" to "{table}" {work} while holding {lock}, which stops {blocks} until it is done.',
  strategy: 'make its columns NOT NULL and build a unique index CONCURRENTLY first, then add the key USING INDEX',
  needsDeploy: false,
  onlyTakesTime: true,
  check: (change) => {
    const { table, constraint } = change.operation
    const held = lockWordsDuring(change, 'build', 'scan')
    const work = change.effects.work === 'scan' ? 'searches every row for NULL' : 'builds its index'
    return held && { ...held, table: displayName(table), constraint: constraint.name, work }
  },
})
