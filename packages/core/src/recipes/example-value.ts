// What an answer to a question for a value looks like.

/** A value that shows the form of an answer for a type; the person chooses the real one. */
export function exampleFor(type: string): string {
  if (type.includes('int') || type === 'numeric' || type.includes('double') || type === 'real') return '0'
  if (type === 'boolean') return 'false'
  if (type.startsWith('timestamp') || type === 'date') return 'now()'
  if (type === 'uuid') return 'gen_random_uuid()'
  if (type === 'jsonb' || type === 'json') return "'{}'"
  return "''"
}
