// Parser: PostgreSQL's own grammar as a library, its failures as values.
import { hasSqlDetails, loadModule, type Node, parsePlPgSQLSync, parseSync, type RawStmt, scanSync } from 'libpg-query'

/** What the grammar refused, and where in the text, in code points. */
export interface Refusal {
  readonly message: string
  readonly codePoint: number
}

/** Loads the grammar; everything else here is synchronous afterwards. */
export async function loadGrammar(): Promise<void> {
  await loadModule()
}

/** The statements of a text with byte offsets, or why there are none. */
export function parse(sql: string): readonly RawStmt[] | Refusal {
  if (sql === '') return []
  try {
    return parseSync(sql).stmts ?? []
  } catch (error) {
    return refusalOf(error)
  }
}

/** Whether parsing failed. */
export function isRefusal(parsed: readonly RawStmt[] | Refusal): parsed is Refusal {
  return 'message' in parsed
}

/** The tree of a procedural body, which has no types; a Refusal where it is none. */
export function parseProcedural(statement: string): object | Refusal {
  try {
    return parsePlPgSQLSync(statement)
  } catch (error) {
    return refusalOf(error)
  }
}

function refusalOf(error: unknown): Refusal {
  const message = error instanceof Error ? error.message : String(error)
  return { message, codePoint: hasSqlDetails(error) ? (error.sqlDetails?.cursorPosition ?? 0) : 0 }
}

const UNRESERVED = 1
const RESERVED = 4
const keywordKinds = new Map<string, number>()

/** 0 for a word that is no keyword, else 1 (unreserved) to 4 (reserved). Keywords are letters and underscores. */
function keywordKind(word: string): number {
  if (word === '' || [...word].some((letter) => (letter < 'a' || letter > 'z') && letter !== '_')) return 0
  const known = keywordKinds.get(word)
  if (known !== undefined) return known
  const kind = scanSync(word).tokens[0]?.keywordKind ?? 0
  keywordKinds.set(word, kind)
  return kind
}

/** Whether a word can name nothing unless it is quoted. */
export function isReserved(word: string): boolean {
  return keywordKind(word) === RESERVED
}

/** Whether the server quotes this lower-case word when it prints it as a name. */
export function isQuotedKeyword(word: string): boolean {
  return keywordKind(word) > UNRESERVED
}

/** Whether a value inside the tree is a node: an object whose only key names its kind. */
function isNode(value: object): value is Node {
  const [kind, ...others] = Object.keys(value)
  return kind !== undefined && others.length === 0 && kind.charCodeAt(0) < 97
}

/** Calls `visit` for every node at or below a value, parents first; a visit that returns false keeps out what is below. */
export function visitNodes(value: unknown, visit: (node: Node) => boolean | undefined): void {
  if (typeof value !== 'object' || value === null) return
  if (isNode(value) && visit(value) === false) return
  for (const child of Object.values(value)) visitNodes(child, visit)
}
