// A new column that references another table: both are locked by one statement.
import { feltLocks } from '../../changes/felt-locks.ts'
import { displayName, sameName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'

export default defineRule({
  id: 'add-column-locks-other-table',
  summary: 'New column locks two tables at once',
  risk: 'medium',
  on: ['add-column'],
  message:
    'Adding column "{column}" to "{table}" with REFERENCES holds {lock} on "{table}", which stops {blocks}, while it waits for {otherLock} on "{other}": a long query on the one stops both.',
  strategy: 'add the column alone, then the foreign key NOT VALID, then validate it in another transaction',
  needsDeploy: false,
  check: (change) => {
    const { table, column } = change.operation
    const locks = feltLocks(change)
    const own = locks.find((lock) => sameName(lock.table, table))
    const other = locks.find((lock) => !sameName(lock.table, table))
    if (!own || !other) return undefined
    return {
      table: displayName(table),
      column: column.name,
      lock: own.mode,
      blocks: own.blocks,
      other: displayName(other.table),
      otherLock: other.mode,
    }
  },
})
