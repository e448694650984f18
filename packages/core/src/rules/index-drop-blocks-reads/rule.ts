// An index dropped under a lock that keeps everybody out.
import { type LockWords, lockWords } from '../../changes/felt-locks.ts'
import { defineRule } from '../../findings/define-rule.ts'
import { indexIn } from '../../schema/schema.ts'

/** An index of another place than the history: whatever its table is, it is locked. */
const unknownTable: LockWords = { table: '(not in the history)', lock: 'an exclusive lock', blocks: 'reads and writes' }

export default defineRule({
  id: 'index-drop-blocks-reads',
  summary: 'Index drop blocks reads and writes',
  risk: 'medium',
  on: ['drop-index'],
  message:
    'Dropping index "{index}" takes {lock} on its table "{table}", which stops {blocks} from when it starts to wait for running queries until it commits.',
  strategy: 'drop it CONCURRENTLY, in a file of its own that runs outside a transaction',
  needsDeploy: false,
  check: (change) => {
    const { index, concurrently } = change.operation
    if (concurrently) return undefined
    const known = indexIn(change.before, index) !== undefined
    const held = lockWords(change) ?? (known ? undefined : unknownTable)
    return held && { ...held, index: index.name }
  },
})
