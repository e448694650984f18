// A table emptied, and with CASCADE every table that points at it.
import { displayName, keyOf, type TableName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'
import { foreignKeysTo, type Schema } from '../../schema/schema.ts'
import { lockWords } from '../../changes/felt-locks.ts'

export default defineRule({
  id: 'truncate',
  summary: 'Table emptied',
  risk: 'high',
  on: ['truncate'],
  message: 'Truncating {tables} loses all rows for good{cascade}, and takes {lock}, which stops {blocks} until it commits.',
  strategy: 'delete the rows that must go in batches, after a backup',
  needsDeploy: false,
  forTheAuthor: true,
  check: (change) => {
    const { tables, cascade } = change.operation
    const held = lockWords(change) ?? { lock: 'the strongest lock', blocks: 'reads and writes' }
    const reached = cascade ? reachedFrom(tables, change.before) : []
    return {
      ...held,
      tables: list(tables),
      cascade: cascade ? `, and by CASCADE those of ${reached.length === 0 ? 'whatever references it' : list(reached)}` : '',
    }
  },
})

/** CASCADE empties every table that references an emptied one, and so on. */
function reachedFrom(tables: readonly TableName[], schema: Schema): readonly TableName[] {
  const reached = new Map(tables.map((table) => [keyOf(table), table]))
  for (const table of reached.values())
    for (const child of foreignKeysTo(schema, table)) reached.set(keyOf(child.table.name), child.table.name)
  return [...reached.values()].slice(tables.length)
}

function list(tables: readonly TableName[]): string {
  return tables.map((table) => `"${displayName(table)}"`).join(', ')
}
