// A view, function or sequence that the running application may still use.
import type { ObjectKind } from '../../operations/operation.ts'
import { isChange } from '../../changes/change.ts'
import { displayName, sameName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'

const used: readonly ObjectKind[] = [
  'view',
  'materialized view',
  'function',
  'procedure',
  'aggregate',
  'sequence',
  'schema',
  'extension',
]

export default defineRule({
  id: 'drop-object-breaks-running-code',
  summary: 'View, function or sequence dropped',
  risk: 'medium',
  on: ['drop-object'],
  message: 'Dropping {what} "{name}" makes everything in the running application that uses it fail from then on.',
  strategy: 'release an application that does not use it, then drop it in a later migration',
  needsDeploy: true,
  forTheAuthor: true,
  check: ({ operation: { what, name } }, changes) => {
    const isMadeHere = changes.some(
      (other) => isChange(other, 'create-object') && other.operation.what === what && sameName(other.operation.name, name),
    )
    // A function that goes with a trigger is the trigger's own.
    const isTriggers =
      what === 'function' && changes.some((other) => isChange(other, 'drop-object') && other.operation.what === 'trigger')
    return used.includes(what) && !isMadeHere && !isTriggers ? { what, name: displayName(name) } : undefined
  },
})
