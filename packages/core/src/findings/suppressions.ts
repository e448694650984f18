// Suppressions: comments before a statement that allow a hazard in it, with the reason.
import type { Comment, Statement } from '../operations/statement.ts'
import type { Origin } from '../source.ts'
import type { Fix } from './finding.ts'

/** One rule allowed for one statement. */
export interface Suppression {
  readonly rule: string
  /** Undefined where the comment gives none: then it suppresses nothing. */
  readonly reason: string | undefined
  readonly comment: Comment
}

/** The rules whose findings are about suppressions themselves. */
export const suppressionRules = { unused: 'unused-suppression', withoutReason: 'suppression-without-reason' } as const

const marker = 'migration-planner:'
const form = /^allow\s+(?<rules>[\w-]+(?:\s*,\s*[\w-]+)*)\s*(?:\((?<reason>.*)\))?$/

/** What the comments before a statement allow. */
export function suppressionsOf(statement: Statement): readonly Suppression[] {
  return statement.comments.flatMap((comment) => comment.text.split('\n').flatMap((line) => suppressionsIn(line.trim(), comment)))
}

function suppressionsIn(line: string, comment: Comment): readonly Suppression[] {
  if (!line.startsWith(marker)) return []
  const groups = form.exec(line.slice(marker.length).trim())?.groups
  const reason = groups?.['reason']?.trim()
  return (groups?.['rules'] ?? '')
    .split(',')
    .map((rule) => rule.trim())
    .filter((rule) => rule !== '')
    .map((rule) => ({ rule, reason: reason === '' ? undefined : reason, comment }))
}

/** The comment as a place in the file and as text. */
export function placeOf({ comment }: Suppression): { readonly origin: Origin; readonly statement: string } {
  return { origin: comment.origin, statement: comment.text.trim() }
}

/** Whether its comment says nothing else, so that the comment can go with it. */
export function isAlone({ comment }: Suppression, suppressions: readonly Suppression[]): boolean {
  return !comment.text.trim().includes('\n') && suppressions.filter((other) => other.comment === comment).length === 1
}

export function removalOf({ comment }: Suppression): Fix {
  return { title: 'Remove the comment', remove: comment.origin }
}
