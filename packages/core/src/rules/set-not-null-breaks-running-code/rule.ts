// NOT NULL on a column that the running application may leave empty.
import { displayName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'

export default defineRule({
  id: 'set-not-null-breaks-running-code',
  summary: 'NOT NULL before the application writes it',
  risk: 'medium',
  on: ['set-not-null'],
  message:
    'SET NOT NULL on column "{column}" of "{table}" fails where a row has no value, and makes every insert and update of the running application fail that leaves it empty.',
  strategy: 'release an application that always writes it and fill the old rows, then SET NOT NULL in a later migration',
  needsDeploy: true,
  check: ({ operation: { table, column }, effects }) =>
    effects.work === 'catalog' ? undefined : { table: displayName(table), column },
})
