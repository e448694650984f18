// RENAME, of tables and what stands on them; other objects' renames are not modelled.
import type { RenameStmt } from '@pgsql/types'
import type { Operation } from '@migration-planner/core'
import { opaque } from './pieces.ts'
import type { StatementText } from './statement-text.ts'
import { nameOf, namePartsOf, tableNameOf } from './tree.ts'

export function rename(node: RenameStmt, statement: StatementText): Operation {
  const to = node.newname ?? ''
  const isOnTable = node.relationType === 'OBJECT_TABLE'
  switch (node.renameType) {
    case 'OBJECT_TABLE':
      return { kind: 'rename-table', table: tableNameOf(node.relation), to }
    case 'OBJECT_COLUMN':
      if (isOnTable) return { kind: 'rename-column', table: tableNameOf(node.relation), column: node.subname ?? '', to }
      break
    case 'OBJECT_TABCONSTRAINT':
      return { kind: 'rename-constraint', table: tableNameOf(node.relation), constraint: node.subname ?? '', to }
    case 'OBJECT_INDEX':
      return { kind: 'rename-index', index: tableNameOf(node.relation), to }
    case 'OBJECT_TYPE':
    case 'OBJECT_DOMAIN':
      return { kind: 'rename-type', type: nameOf(namePartsOf(node.object)), to }
  }
  return opaque(statement, { reason: 'this kind of RENAME is not modelled' })
}
