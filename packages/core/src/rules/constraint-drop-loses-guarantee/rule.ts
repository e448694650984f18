// A constraint that goes, and with it what the data could be trusted for.
import type { Constraint } from '../../operations/definitions.ts'
import { isChange } from '../../changes/change.ts'
import { lockWords } from '../../changes/felt-locks.ts'
import { displayName, sameName } from '../../operations/names.ts'
import { defineRule } from '../../findings/define-rule.ts'
import { type Table, tableIn } from '../../schema/schema.ts'

export default defineRule({
  id: 'constraint-drop-loses-guarantee',
  summary: 'Constraint dropped',
  risk: 'low',
  on: ['drop-constraint'],
  message: 'Dropping constraint "{constraint}" of "{table}" ends what it guaranteed, and takes {lock}{other} for a moment.',
  strategy: 'keep it until no application relies on it, or put its successor in place first',
  needsDeploy: false,
  forTheAuthor: true,
  check: (change, changes) => {
    const { table, constraint: name } = change.operation
    const found = tableIn(change.before, table)
    const constraint = found?.constraints.find((candidate) => candidate.name === name)
    const isReplaced = changes.some(
      ({ operation }) =>
        'constraint' in operation && typeof operation.constraint === 'object' && operation.constraint.name === name,
    )
    const isNextTo = changes.some((other) => isChange(other, 'drop-column') && sameName(other.operation.table, table))
    if (isReplaced || isNextTo || (found && constraint && saysNoMoreThanNotNull(found, constraint))) return undefined
    const parent = constraint?.kind === 'foreign-key' ? displayName(constraint.references.table) : undefined
    return {
      table: displayName(table),
      constraint: name,
      lock: lockWords(change)?.lock ?? 'a lock',
      other: parent === undefined ? '' : ` there and on "${parent}"`,
    }
  },
})

/** The CHECK that led to a NOT NULL, which now says the same. */
function saysNoMoreThanNotNull(table: Table, constraint: Constraint): boolean {
  const columns =
    constraint.kind === 'check' && constraint.expression.sql.toLowerCase().endsWith('is not null')
      ? constraint.expression.columns
      : []
  return columns.length === 1 && table.columns.some(({ name, nullable }) => name === columns[0] && !nullable)
}
