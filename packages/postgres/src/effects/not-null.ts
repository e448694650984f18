// Whether the catalog already proves that a column holds no NULL, so that nobody has to look.
import { type CheckConstraint, columnIn, tableIn, type TableName } from '@migration-planner/core'
import type { Node } from 'libpg-query'
import { parseExpression } from '../write/expressions.ts'
import type { Place } from './facts.ts'

/** As the server decides it: the column is NOT NULL already, or a validated CHECK says `column IS NOT NULL`. */
export function isProvedNotNull(table: TableName, column: string, { before }: Place): boolean {
  const known = tableIn(before, table)
  if (!known) return false
  const isUnproved = known.constraints.some(
    (constraint) => constraint.kind === 'not-null' && constraint.column === column && !constraint.validated,
  )
  if (columnIn(before, table, column)?.nullable === false) return !isUnproved
  return known.constraints.some(
    (constraint) =>
      constraint.kind === 'check' && constraint.validated && constraint.enforced && excludesNull(constraint, column),
  )
}

function excludesNull({ expression }: CheckConstraint, column: string): boolean {
  const tree = parseExpression(expression.sql)
  return tree !== undefined && hasNotNullTest(tree, column)
}

/** A test that stands alone or is one of several joined by AND; under OR or NOT it proves nothing. */
function hasNotNullTest(node: Node, column: string): boolean {
  if ('BoolExpr' in node) {
    return node.BoolExpr.boolop === 'AND_EXPR' && (node.BoolExpr.args ?? []).some((argument) => hasNotNullTest(argument, column))
  }
  if (!('NullTest' in node) || node.NullTest.nulltesttype !== 'IS_NOT_NULL') return false
  const { arg } = node.NullTest
  const field = arg && 'ColumnRef' in arg ? arg.ColumnRef.fields?.at(-1) : undefined
  return field !== undefined && 'String' in field && field.String.sval === column
}
