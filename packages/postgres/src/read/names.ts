// Names: how the server prints one, and which one it chooses for an index or a constraint that was given none.
import type { IndexElem, Node } from '@pgsql/types'
import { isQuotedKeyword } from './parser.ts'
import { stringsOf } from './tree.ts'

/** At most this many bytes in a name; longer ones are cut. */
export const longestName = 63

/** A name as the server prints it: quoted only where it has to be. */
export function nameAsPrinted(name: string): string {
  return isPlain(name) && !isQuotedKeyword(name) ? name : `"${name.replaceAll('"', '""')}"`
}

function isPlain(name: string): boolean {
  return (
    name !== '' &&
    [...name].every(
      (letter, index) => (letter >= 'a' && letter <= 'z') || letter === '_' || (index > 0 && letter >= '0' && letter <= '9'),
    )
  )
}

/** A name like `users_email_key` that is not taken yet, by the server's rule: numbers follow the label. */
export function chosenName(table: string, addition: string, label: string, taken: Set<string>): string {
  let name = madeName(table, addition, label)
  for (let count = 1; taken.has(name); count += 1) name = madeName(table, addition, `${label}${count}`)
  taken.add(name)
  return name
}

/** As makeObjectName: both names are shortened, the longer first, until everything fits. */
function madeName(table: string, addition: string, label: string): string {
  const overhead = Buffer.byteLength(label) + 1 + (addition === '' ? 0 : 1)
  let first = Buffer.byteLength(table)
  let second = Buffer.byteLength(addition)
  while (first + second > longestName - overhead) {
    if (first > second) first -= 1
    else second -= 1
  }
  return [clip(table, first), clip(addition, second), label].filter((part) => part !== '').join('_')
}

/** As much of a name as fits into so many bytes, whole characters only. */
function clip(name: string, bytes: number): string {
  let kept = ''
  let used = 0
  for (const letter of name) {
    used += Buffer.byteLength(letter)
    if (used > bytes) break
    kept += letter
  }
  return kept
}

/** Columns joined as in `orders_user_id_created_at_idx`; the server stops joining once the name is long enough. */
export function joinedColumns(columns: readonly string[]): string {
  let joined = ''
  for (const column of columns) {
    joined += `${joined === '' ? '' : '_'}${clip(column, longestName)}`
    if (Buffer.byteLength(joined) > longestName) break
  }
  return joined
}

/** What an index's keys are called inside its name; an expression by its function, a repeated name with a number. */
export function keyNames(keys: readonly IndexElem[]): readonly string[] {
  const names: string[] = []
  for (const key of keys) {
    const wanted = key.name ?? expressionName(key.expr)?.name ?? 'expr'
    let name = wanted
    for (let count = 1; names.includes(name); count += 1) name = `${clip(wanted, longestName - String(count).length)}${count}`
    names.push(name)
  }
  return names
}

interface Guess {
  readonly name: string
  /** Strong: says more than the name of a cast's type. */
  readonly strong: boolean
}

/** As FigureColname: the name that the server would give to an expression's column. */
function expressionName(node: Node | undefined): Guess | undefined {
  if (!node) return undefined
  if ('ColumnRef' in node) return lastOf(stringsOf(node.ColumnRef.fields))
  if ('FuncCall' in node) return lastOf(stringsOf(node.FuncCall.funcname))
  if ('CollateClause' in node) return expressionName(node.CollateClause.arg)
  if ('A_Indirection' in node) return lastOf(stringsOf(node.A_Indirection.indirection)) ?? expressionName(node.A_Indirection.arg)
  if ('TypeCast' in node) return weaker(expressionName(node.TypeCast.arg), stringsOf(node.TypeCast.typeName?.names).at(-1))
  if ('CaseExpr' in node) return weaker(expressionName(node.CaseExpr.defresult), 'case')
  return keywordName(node)
}

function lastOf(parts: readonly string[]): Guess | undefined {
  const name = parts.at(-1)
  return name === undefined ? undefined : { name, strong: true }
}

function weaker(guess: Guess | undefined, fallback: string | undefined): Guess | undefined {
  if (guess?.strong) return guess
  return fallback === undefined ? guess : { name: fallback, strong: false }
}

function keywordName(node: Node): Guess | undefined {
  if ('CoalesceExpr' in node) return { name: 'coalesce', strong: true }
  if ('A_ArrayExpr' in node) return { name: 'array', strong: true }
  if ('RowExpr' in node) return { name: 'row', strong: true }
  if ('MinMaxExpr' in node) return { name: node.MinMaxExpr.op === 'IS_LEAST' ? 'least' : 'greatest', strong: true }
  if ('A_Expr' in node && node.A_Expr.kind === 'AEXPR_NULLIF') return { name: 'nullif', strong: true }
  return undefined
}
