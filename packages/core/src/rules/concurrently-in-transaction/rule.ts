// A statement that refuses transactions, in a file that is one.
import type { Operation } from '../../operations/operation.ts'
import { displayName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'

export default defineRule({
  id: 'concurrently-in-transaction',
  summary: 'Refuses to run in a transaction',
  risk: 'high',
  on: ['add-index', 'drop-index', 'reindex', 'opaque'],
  message: '{what} refuses to run inside a transaction, and {where}: the migration fails here.',
  strategy: 'put the statement into a file of its own, alone',
  needsDeploy: false,
  onNewTables: true,
  covers: ['opaque-statement'],
  check: ({ operation, effects, transaction, insideBlock }) => {
    const inside = insideBlock || transaction.kind !== 'none'
    if (!effects.ownTransaction || !inside) return undefined
    const file = transaction.kind === 'explicit' ? 'BEGIN opened one' : 'a file of several statements is sent as one'
    return { what: describe(operation), where: insideBlock ? 'a block is one' : file }
  },
})

function describe(operation: Operation): string {
  switch (operation.kind) {
    case 'add-index':
      return `Building index "${operation.index.name}" concurrently`
    case 'drop-index':
      return `Dropping index "${operation.index.name}" concurrently`
    case 'reindex':
      return `Reindexing "${displayName(operation.name)}" concurrently`
    default:
      return operation.kind === 'opaque' ? operation.what : operation.kind
  }
}
