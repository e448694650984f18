// A file's statements as the server's grammar delimits them.
import { isRefusal, loadGrammar, parse } from '../read/parser.ts'

/** The statements without their semicolons and without the comments before them; the whole text where the grammar refuses it. */
export async function split(sql: string): Promise<readonly string[]> {
  await loadGrammar()
  const parsed = parse(sql)
  if (isRefusal(parsed)) return [sql]
  const bytes = Buffer.from(sql)
  return parsed.map(({ stmt_location: start = 0, stmt_len: length }) => {
    const end = length === undefined || length === 0 ? bytes.length : start + length
    return withoutSemicolon(bytes.subarray(start, end).toString().trim())
  })
}

function withoutSemicolon(statement: string): string {
  return statement.endsWith(';') ? statement.slice(0, -1).trimEnd() : statement
}
