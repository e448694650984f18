// Expressions: the author's words for a value, the columns it reads and how steady it is.
import type { Node, TypeCast } from '@pgsql/types'
import type { Expression } from '@migration-planner/core'
import { volatilityOfFunction } from './functions.ts'
import { visitNodes } from './parser.ts'
import { isStar } from './references.ts'
import { type Range, sqlOf, type StatementText } from './statement-text.ts'
import { stringsOf } from './tree.ts'

/** The expression of a tree, in the words of a range of the statement. */
export function expressionIn(statement: StatementText, range: Range, tree: Node | undefined): Expression {
  return expressionOf(sqlOf(statement, range), tree)
}

/** The expression of a tree whose words are known. */
export function expressionOf(sql: string, tree: Node | undefined): Expression {
  const columns = new Set<string>()
  const volatilities = new Set<Expression['volatility']>()
  visitNodes(tree, (node) => {
    if ('ColumnRef' in node) columns.add(isStar(node.ColumnRef) ? '*' : (stringsOf(node.ColumnRef.fields).at(-1) ?? '*'))
    volatilities.add(volatilityOfNode(node))
    return true
  })
  const volatility = volatilities.has('volatile') ? 'volatile' : volatilities.has('stable') ? 'stable' : 'constant'
  return { sql, volatility, columns: [...columns] }
}

/** What a node adds by itself, apart from what is below it. */
function volatilityOfNode(node: Node): Expression['volatility'] {
  if ('FuncCall' in node) return volatilityOfFunction(stringsOf(node.FuncCall.funcname))
  if ('SQLValueFunction' in node || 'SubLink' in node) return 'stable'
  if ('TypeCast' in node) return volatilityOfCast(node.TypeCast)
  if ('A_Expr' in node) return volatilityOfOperator(stringsOf(node.A_Expr.name))
  return 'CurrentOfExpr' in node || 'SetToDefault' in node ? 'volatile' : 'constant'
}

/** A literal becomes its type's value once, when the statement is read; other values go through casts that may ask the session. */
function volatilityOfCast(cast: TypeCast): Expression['volatility'] {
  const isLiteral = cast.arg !== undefined && 'A_Const' in cast.arg
  const target = stringsOf(cast.typeName?.names).at(-1) ?? ''
  const asksSession = target.startsWith('time') || target.startsWith('date') || target.startsWith('reg')
  return asksSession && !isLiteral ? 'stable' : 'constant'
}

/** OPERATOR(schema.+) may be anybody's. */
function volatilityOfOperator(name: readonly string[]): Expression['volatility'] {
  return name.length > 1 && name[0] !== 'pg_catalog' ? 'volatile' : 'constant'
}
