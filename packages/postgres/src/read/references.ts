// References: an expression's words with its column references written differently, found by the parser.
import type { ColumnRef, Node } from '@pgsql/types'
import type { Span } from '@migration-planner/core'
import { visitNodes } from './parser.ts'
import { afterName, type Range, spanOf, type StatementText, tokenAtLocation } from './statement-text.ts'
import { stringsOf } from './tree.ts'

/** A reference's dotted name, and the tokens that it is written in. */
export interface Reference {
  readonly parts: readonly string[]
  readonly range: Range
}

/** Text to stand in place of a span of the file. */
export interface Edit {
  readonly span: Span
  readonly text: string
}

/** The words of a range with every column reference rewritten for which there is an edit. */
export function rewriteReferences(
  statement: StatementText,
  range: Range,
  tree: Node | undefined,
  rewrite: (reference: Reference) => Edit | undefined,
): string {
  const edits: Edit[] = []
  visitNodes(tree, (node) => {
    const edit = 'ColumnRef' in node ? rewrite(referenceOf(node.ColumnRef, statement)) : undefined
    if (edit) edits.push(edit)
    return true
  })
  return applyEdits(statement.text, spanOf(statement, range), edits)
}

/** The edit that leaves only a reference's last name: `u.email` becomes `email`. */
export function withoutQualifier(statement: StatementText, { range }: Reference): Edit {
  return { span: { start: statement.tokens[range.from]?.start ?? 0, end: statement.tokens[range.to - 1]?.start ?? 0 }, text: '' }
}

function referenceOf(node: ColumnRef, statement: StatementText): Reference {
  const from = tokenAtLocation(statement, node.location)
  return { parts: isStar(node) ? [] : stringsOf(node.fields), range: { from, to: afterName(statement, from) } }
}

/** `*` and `users.*` name no column. */
export function isStar(node: ColumnRef): boolean {
  return (node.fields ?? []).some((field) => 'A_Star' in field)
}

function applyEdits(text: string, whole: Span, edits: readonly Edit[]): string {
  const pieces: string[] = []
  let at = whole.start
  for (const { span, text: replacement } of edits.toSorted((one, other) => one.span.start - other.span.start)) {
    pieces.push(text.slice(at, span.start), replacement)
    at = span.end
  }
  return pieces.join('') + text.slice(at, whole.end)
}
