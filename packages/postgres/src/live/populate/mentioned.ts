// The values that a condition mentions: most of them meet it, and their neighbours do not.
import { isRefusal, parse, visitNodes } from '../../read/parser.ts'

/** Constants in the SQL of a CHECK or of a partition's bounds, with each number's neighbours. */
export function valuesMentioned(definition: string): readonly string[] {
  const statement = definition.startsWith('FOR VALUES')
    ? `CREATE TABLE part PARTITION OF whole ${definition}`
    : `ALTER TABLE some_table ADD ${withoutMarks(definition)}`
  const parsed = parse(statement)
  if (isRefusal(parsed)) return []
  const found = new Set<string>()
  visitNodes(parsed[0]?.stmt, (node) => {
    if ('A_Const' in node) {
      const { sval, ival, fval } = node.A_Const
      if (sval?.sval !== undefined) found.add(sval.sval)
      if (ival) for (const near of [0, 1, -1]) found.add(String((ival.ival ?? 0) + near))
      if (fval?.fval !== undefined) found.add(fval.fval)
    }
    return true
  })
  return [...found]
}

// pg_get_constraintdef adds marks that the grammar takes, but which say nothing about values.
function withoutMarks(definition: string): string {
  return definition.endsWith(' NOT VALID') ? definition.slice(0, -' NOT VALID'.length) : definition
}
