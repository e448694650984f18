// Rows: INSERT, UPDATE, DELETE and TRUNCATE.
import type { DeleteStmt, InsertStmt, MultiAssignRef, Node, RangeVar, TruncateStmt, UpdateStmt } from '@pgsql/types'
import { Bug, type Expression, type InsertRows, type Operation, type Truncate } from '@migration-planner/core'
import { expressionIn, expressionOf } from './expressions.ts'
import { opaque } from './pieces.ts'
import { visitNodes } from './parser.ts'
import { rewriteReferences, withoutQualifier } from './references.ts'
import {
  find,
  insideParentheses,
  isAt,
  need,
  type Range,
  splitAtCommas,
  type StatementText,
  tokenAtLocation,
} from './statement-text.ts'
import { tableNameOf } from './tree.ts'

export function insertRows(node: InsertStmt): InsertRows {
  const select = node.selectStmt && 'SelectStmt' in node.selectStmt ? node.selectStmt.SelectStmt : undefined
  const columns = (node.cols ?? []).flatMap((column) => ('ResTarget' in column ? [column.ResTarget.name ?? ''] : []))
  return {
    kind: 'insert-rows',
    table: tableNameOf(node.relation),
    fromQuery: select !== undefined && !select.valuesLists,
    columns,
  }
}

export function truncate(node: TruncateStmt): Truncate {
  const tables = (node.relations ?? []).flatMap((relation) => ('RangeVar' in relation ? [tableNameOf(relation.RangeVar)] : []))
  return { kind: 'truncate', tables, cascade: node.behavior === 'DROP_CASCADE' }
}

/** How the words of a statement about rows become expressions. */
interface RowsPlace {
  readonly statement: StatementText
  /** From the table's name on: before it may stand queries of a WITH. */
  readonly range: Range
  /** The name that qualifies the table's own columns; undefined where other tables' columns are about too. */
  readonly qualifier: string | undefined
}

export function updateRows(node: UpdateStmt, statement: StatementText): Operation {
  const targets = (node.targetList ?? []).flatMap((target) => ('ResTarget' in target ? [target.ResTarget] : []))
  if (targets.some(({ indirection }) => indirection))
    return opaque(statement, { reason: 'UPDATE of a part of a column is not modelled' })
  if (isAtCursor(node.whereClause)) return opaque(statement, { reason: 'UPDATE of a cursor is not modelled' })
  const readsOtherTables =
    Boolean(node.fromClause ?? node.withClause) || hasSubquery(node.targetList) || hasSubquery(node.whereClause)
  const place = rowsPlace(statement, node.relation, readsOtherTables)
  const items = assignments(place, targets[0]?.location)
  let item = -1
  const set = targets.map(({ name = '', val }) => {
    const several = val && 'MultiAssignRef' in val ? val.MultiAssignRef : undefined
    if (!several || several.colno === 1) item += 1
    return { column: name, value: several ? oneOfSeveral(place, items[item], several) : assignedValue(place, items[item], val) }
  })
  return { kind: 'update-rows', table: tableNameOf(node.relation), set, ...whereOf(node.whereClause, place), readsOtherTables }
}

export function deleteRows(node: DeleteStmt, statement: StatementText): Operation {
  if (isAtCursor(node.whereClause)) return opaque(statement, { reason: 'DELETE of a cursor is not modelled' })
  const readsOtherTables = Boolean(node.usingClause ?? node.withClause) || hasSubquery(node.whereClause)
  const place = rowsPlace(statement, node.relation, readsOtherTables)
  return { kind: 'delete-rows', table: tableNameOf(node.relation), ...whereOf(node.whereClause, place), readsOtherTables }
}

function rowsPlace(statement: StatementText, relation: RangeVar | undefined, readsOtherTables: boolean): RowsPlace {
  const range = { from: tokenAtLocation(statement, relation?.location), to: statement.tokens.length }
  return { statement, range, qualifier: readsOtherTables ? undefined : (relation?.alias?.aliasname ?? relation?.relname) }
}

function isAtCursor(where: Node | undefined): boolean {
  return where !== undefined && 'CurrentOfExpr' in where
}

function hasSubquery(tree: Node | readonly Node[] | undefined): boolean {
  let found = false
  visitNodes(tree, (node) => {
    if ('SubLink' in node) found = true
    return !found
  })
  return found
}

/** The `column = value` pieces between SET and the next clause. */
function assignments({ statement, range }: RowsPlace, firstTarget: number | undefined): readonly Range[] {
  let from = tokenAtLocation(statement, firstTarget)
  while (from > range.from && !isAt(statement, from - 1, 'set')) from -= 1
  const to =
    fromClauseIn(statement, { from, to: range.to }) ?? find(statement, { from, to: range.to }, 'where', 'returning') ?? range.to
  return splitAtCommas(statement, { from, to })
}

/** FROM as a clause, not as a part of IS DISTINCT FROM; undefined where WHERE comes first. */
function fromClauseIn(statement: StatementText, range: Range): number | undefined {
  const found = find(statement, range, 'from', 'where', 'returning')
  if (found === undefined || !isAt(statement, found, 'from')) return undefined
  return isAt(statement, found - 1, 'distinct') ? fromClauseIn(statement, { from: found + 1, to: range.to }) : found
}

function assignedValue(place: RowsPlace, item: Range | undefined, tree: Node | undefined): Expression {
  return rowExpression(place, valueRange(place, item), tree)
}

function valueRange({ statement }: RowsPlace, item: Range | undefined): Range {
  if (!item) throw new Bug('an assignment whose words are not found')
  return { from: need(statement, item, '=') + 1, to: item.to }
}

/** A column of `(a, b) = (1, 2)` has a value of its own; one of `(a, b) = (SELECT …)` shares the query. */
function oneOfSeveral(place: RowsPlace, item: Range | undefined, { source, colno = 1 }: MultiAssignRef): Expression {
  const range = valueRange(place, item)
  if (!source || !('RowExpr' in source)) return rowExpression(place, range, source)
  const words = splitAtCommas(place.statement, insideParentheses(place.statement, range))[colno - 1]
  return rowExpression(place, words ?? range, source.RowExpr.args?.[colno - 1])
}

function whereOf(tree: Node | undefined, place: RowsPlace): { readonly where?: Expression } {
  if (!tree) return {}
  const { statement, range } = place
  const from = need(statement, range, 'where') + 1
  return { where: rowExpression(place, { from, to: find(statement, { from, to: range.to }, 'returning') ?? range.to }, tree) }
}

/** The author's words, but the table's own columns unqualified: they are right under any alias and without one. */
function rowExpression({ statement, qualifier }: RowsPlace, range: Range, tree: Node | undefined): Expression {
  if (qualifier === undefined) return expressionIn(statement, range, tree)
  const sql = rewriteReferences(statement, range, tree, (reference) =>
    reference.parts.length > 1 && reference.parts.at(-2) === qualifier ? withoutQualifier(statement, reference) : undefined,
  )
  return expressionOf(sql, tree)
}
