// Rows changed while the transaction still holds a lock that others feel.
import { heldLocks } from '../../changes/felt-locks.ts'
import { displayName, sameName, type TableName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'
import { touchesFewRows } from '../../changes/row-counts.ts'

const verbs = { 'update-rows': 'Updating', 'delete-rows': 'Deleting from', 'insert-rows': 'Copying rows into' } as const

export default defineRule({
  id: 'locks-held-during-backfill',
  summary: 'Data moved under a held lock',
  risk: 'high',
  on: ['update-rows', 'delete-rows', 'insert-rows'],
  message:
    '{verb} "{table}" runs while the transaction still holds {lock} on "{locked}" from line {line}, which stops {blocks} until the last row is done.',
  strategy: 'move the data in batches, after the schema change and outside its transaction',
  needsDeploy: false,
  onNewTables: true,
  onlyTakesTime: true,
  covers: ['whole-table-update', 'whole-table-delete'],
  check: (change) => {
    const { operation } = change
    const few = operation.kind === 'insert-rows' ? !operation.fromQuery : touchesFewRows({ ...change, operation })
    const held = few ? undefined : strongestOf(heldLocks(change), operation.table)
    return (
      held && {
        verb: verbs[operation.kind],
        table: displayName(operation.table),
        lock: held.lock.mode,
        blocks: held.lock.blocks,
        locked: displayName(held.lock.table),
        line: String(held.by.origin.start.line),
      }
    )
  },
})

/** Its own table's first: that is where the reader looks. */
function strongestOf(held: ReturnType<typeof heldLocks>, table: TableName): (typeof held)[number] | undefined {
  const closed = held.filter(({ lock }) => lock.blocks === 'reads and writes')
  return closed.find(({ lock }) => sameName(lock.table, table)) ?? closed[0] ?? held[0]
}
