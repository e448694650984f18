// Tree: small questions about the parser's nodes.
import type { ObjectWithArgs, Node, RangeVar } from '@pgsql/types'
import { Bug, type TableName } from '@migration-planner/core'

/** The strings of a list of String nodes: how the parser keeps dotted names. */
export function stringsOf(nodes: readonly Node[] | undefined): readonly string[] {
  const strings: string[] = []
  for (const node of nodes ?? []) if ('String' in node) strings.push(node.String.sval ?? '')
  return strings
}

/** A dotted name; a database's name before the schema's is the connection's own and falls away. */
export function nameOf(parts: readonly string[]): TableName {
  return { schema: parts.at(-2), name: parts.at(-1) ?? '' }
}

export function tableNameOf(relation: RangeVar | undefined): TableName {
  if (!relation) throw new Bug('a statement without its relation')
  return { schema: relation.schemaname, name: relation.relname ?? '' }
}

export function namePartsOf(node: Node | undefined): readonly string[] {
  if (!node) return []
  if ('String' in node) return stringsOf([node])
  if ('List' in node) return stringsOf(node.List.items)
  if ('TypeName' in node) return stringsOf(node.TypeName.names)
  if ('RangeVar' in node) return [node.RangeVar.schemaname, node.RangeVar.relname].filter((part) => part !== undefined)
  return 'ObjectWithArgs' in node ? functionNameOf(node.ObjectWithArgs) : []
}

function functionNameOf(routine: ObjectWithArgs): readonly string[] {
  return stringsOf(routine.objname)
}
