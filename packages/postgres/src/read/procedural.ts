// Procedural code: the statements inside a PL/pgSQL body, fixed ones and those built at run time.
import type { DefElem, Node } from '@pgsql/types'
import { isRefusal, parse, parseProcedural, type Refusal, visitNodes } from './parser.ts'
import { stringsOf } from './tree.ts'

/** What stands in a body, in the order in which it is written. */
export interface Body {
  readonly statements: readonly string[]
  /** EXECUTE of anything but a literal. */
  readonly dynamic: number
  readonly commits: boolean
}

/** The body of a DO, CREATE FUNCTION or CREATE PROCEDURE statement in PL/pgSQL. */
export function bodyOf(statement: string): Body | Refusal {
  const tree = parseProcedural(statement)
  if ('message' in tree) return { message: String(tree.message), codePoint: 0 }
  const body = { statements: new Array<string>(), dynamic: 0, commits: false }
  visitEntries(tree, (kind, value) => {
    if (kind === 'PLpgSQL_stmt_commit' || kind === 'PLpgSQL_stmt_rollback') body.commits = true
    const fixed = fixedQuery(kind, value)
    const built = builtQuery(kind, value)
    const literal = built === undefined ? undefined : literalOf(built)
    if (built !== undefined && literal === undefined) body.dynamic += 1
    for (const sql of [fixed, literal]) if (sql !== undefined) body.statements.push(sql)
  })
  return body
}

/** The value of an option of DO or CREATE FUNCTION: its body or its language. */
export function optionOf(options: readonly Node[] | undefined, name: string): string | undefined {
  const option = (options ?? [])
    .map((node): DefElem | undefined => ('DefElem' in node ? node.DefElem : undefined))
    .find((found) => found?.defname === name)
  if (!option?.arg) return undefined
  return 'List' in option.arg ? stringsOf(option.arg.List.items)[0] : stringsOf([option.arg])[0]
}

function visitEntries(value: unknown, visit: (key: string, value: unknown) => void): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, child] of Object.entries(value)) {
    visit(key, child)
    visitEntries(child, visit)
  }
}

/** In which field each kind of statement keeps the SQL that it runs as it stands. */
const fixedFields: Readonly<Record<string, string>> = {
  PLpgSQL_stmt_execsql: 'sqlstmt',
  PLpgSQL_stmt_perform: 'expr',
  PLpgSQL_stmt_call: 'expr',
  PLpgSQL_stmt_fors: 'query',
  PLpgSQL_stmt_return_query: 'query',
}

const builtFields: Readonly<Record<string, string>> = {
  PLpgSQL_stmt_dynexecute: 'query',
  PLpgSQL_stmt_dynfors: 'query',
  PLpgSQL_stmt_return_query: 'dynquery',
  PLpgSQL_stmt_open: 'dynquery',
}

function fixedQuery(kind: string, statement: unknown): string | undefined {
  return queryIn(statement, fixedFields[kind])
}

function builtQuery(kind: string, statement: unknown): string | undefined {
  return queryIn(statement, builtFields[kind])
}

function queryIn(statement: unknown, field: string | undefined): string | undefined {
  const query = field === undefined ? undefined : memberOf(memberOf(memberOf(statement, field), 'PLpgSQL_expr'), 'query')
  return typeof query === 'string' ? query : undefined
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([name]) => name === key)?.[1] : undefined
}

/** The text of an expression that is made of literals only, so that it can be read beforehand. */
function literalOf(expression: string): string | undefined {
  const parsed = parse(`SELECT ${expression}`)
  const select = isRefusal(parsed) ? undefined : parsed[0]?.stmt
  const target = select && 'SelectStmt' in select ? select.SelectStmt.targetList?.[0] : undefined
  return target && 'ResTarget' in target ? joinedLiteral(target.ResTarget.val) : undefined
}

function joinedLiteral(node: Node | undefined): string | undefined {
  if (!node) return undefined
  if ('A_Const' in node) return node.A_Const.sval?.sval
  if (!('A_Expr' in node) || stringsOf(node.A_Expr.name)[0] !== '||') return undefined
  const left = joinedLiteral(node.A_Expr.lexpr)
  const right = joinedLiteral(node.A_Expr.rexpr)
  return left === undefined || right === undefined ? undefined : left + right
}

/** Whether a query does nothing but look: no function that may do more, no data changed in a WITH, no rows locked. */
export function onlyLooks(node: Node, isSteady: (name: readonly string[]) => boolean): boolean {
  if (!('SelectStmt' in node)) return false
  let looks = true
  visitNodes(node, (inner) => {
    const changes =
      'InsertStmt' in inner || 'UpdateStmt' in inner || 'DeleteStmt' in inner || 'MergeStmt' in inner || 'LockingClause' in inner
    const calls = 'FuncCall' in inner && !isSteady(stringsOf(inner.FuncCall.funcname))
    if (changes || calls) looks = false
    return looks
  })
  return looks
}
