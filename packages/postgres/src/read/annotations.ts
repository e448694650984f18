// Annotations: COMMENT, GRANT, OWNER and the like, which change what is said about objects but not the objects.
import type { AlterOwnerStmt, AlterSeqStmt, CommentStmt, GrantStmt, Node } from '@pgsql/types'
import type { Annotate, Operation, TableName } from '@migration-planner/core'
import { opaque } from './pieces.ts'
import type { StatementText } from './statement-text.ts'
import { nameOf, namePartsOf, tableNameOf } from './tree.ts'

export function annotate(node: Node, statement: StatementText): Operation | undefined {
  if ('CommentStmt' in node) return annotation('comment', commentedTable(node.CommentStmt))
  if ('GrantStmt' in node) return annotation('privileges', grantedTable(node.GrantStmt))
  if ('GrantRoleStmt' in node || 'AlterDefaultPrivilegesStmt' in node) return annotation('privileges', undefined)
  if ('AlterOwnerStmt' in node) return annotation('owner', ownedTable(node.AlterOwnerStmt))
  return 'AlterSeqStmt' in node ? alterSequence(node.AlterSeqStmt, statement) : undefined
}

function annotation(what: Annotate['what'], table: TableName | undefined): Annotate {
  return { kind: 'annotate', what, ...(table ? { table } : {}) }
}

function commentedTable(node: CommentStmt): TableName | undefined {
  const parts = namePartsOf(node.object)
  if (node.objtype === 'OBJECT_TABLE') return nameOf(parts)
  const isPart = node.objtype === 'OBJECT_COLUMN' || node.objtype === 'OBJECT_TABCONSTRAINT' || node.objtype === 'OBJECT_TRIGGER'
  return isPart ? nameOf(parts.slice(0, -1)) : undefined
}

function grantedTable(node: GrantStmt): TableName | undefined {
  const [only, ...others] = node.objects ?? []
  return node.objtype === 'OBJECT_TABLE' && only && others.length === 0 ? nameOf(namePartsOf(only)) : undefined
}

function ownedTable(node: AlterOwnerStmt): TableName | undefined {
  return node.relation && tableNameOf(node.relation)
}

/** OWNED BY only says which column a sequence goes away with; every other option changes what the sequence does. */
function alterSequence(node: AlterSeqStmt, statement: StatementText): Operation {
  const [only, ...others] = (node.options ?? []).flatMap((option) => ('DefElem' in option ? [option.DefElem] : []))
  if (only?.defname !== 'owned_by' || others.length > 0) return opaque(statement)
  const owner = namePartsOf(only.arg)
  return annotation('owner', owner.length > 1 ? nameOf(owner.slice(0, -1)) : undefined)
}
