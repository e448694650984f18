// A key that counts itself and ends at two thousand million.
import type { Constraint } from '../../operations/definitions.ts'
import { displayName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'

/** What other databases call the same types is here too. */
const limits: ReadonlyMap<string, string> = new Map([
  ['smallint', '32,767'],
  ['integer', '2,147,483,647'],
  ['int', '2,147,483,647'],
])

export default defineRule({
  id: 'prefer-bigint-key',
  summary: 'Key that runs out of numbers',
  risk: 'low',
  on: ['create-table', 'add-column'],
  message: 'Key "{column}" of "{table}" counts in {type} and ends at {limit}: to widen it later is to rewrite a table in use.',
  strategy: 'make it bigint while the table is empty',
  needsDeploy: false,
  forTheAuthor: true,
  onNewTables: true,
  check: ({ operation }) => {
    const columns = operation.kind === 'create-table' ? operation.columns : [operation.column]
    const keys = operation.constraints.filter((constraint) => constraint.kind === 'primary-key').flatMap(columnsOfKey)
    const short = columns.find(
      ({ name, type, autoIncrement }) => keys.includes(name) && autoIncrement !== undefined && limits.has(type.name),
    )
    return (
      short && {
        table: displayName(operation.table),
        column: short.name,
        type: short.type.sql,
        limit: limits.get(short.type.name) ?? '',
      }
    )
  },
})

function columnsOfKey(constraint: Constraint): readonly string[] {
  return constraint.kind === 'primary-key' ? constraint.columns : []
}
