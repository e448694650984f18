// Transactions and settings.
import type { Node, TransactionStmt, VariableSetStmt } from '@pgsql/types'
import type { Operation } from '@migration-planner/core'
import { opaque } from './pieces.ts'
import type { StatementText } from './statement-text.ts'

/** BEGIN, COMMIT and ROLLBACK; savepoints and two-phase commits are not modelled. */
export function transaction(node: TransactionStmt, statement: StatementText): Operation {
  switch (node.kind) {
    case 'TRANS_STMT_BEGIN':
    case 'TRANS_STMT_START':
      return { kind: 'begin' }
    case 'TRANS_STMT_COMMIT':
      return node.chain ? opaque(statement, { reason: 'AND CHAIN is not modelled' }) : { kind: 'commit' }
    case 'TRANS_STMT_ROLLBACK':
      return node.chain ? opaque(statement, { reason: 'AND CHAIN is not modelled' }) : { kind: 'rollback' }
    case 'TRANS_STMT_COMMIT_PREPARED':
    case 'TRANS_STMT_ROLLBACK_PREPARED':
      return opaque(statement, { ownTransaction: true })
    default:
      return opaque(statement)
  }
}

/** SET and RESET of a setting; SET TRANSACTION and SET … FROM CURRENT are not modelled. */
export function setting(node: VariableSetStmt, statement: StatementText): Operation {
  const name = (node.name ?? 'all').toLowerCase()
  const local = node.is_local ?? false
  switch (node.kind) {
    case 'VAR_SET_VALUE':
      return { kind: 'set-setting', name, value: (node.args ?? []).map(settingValue).join(', '), local }
    case 'VAR_SET_DEFAULT':
    case 'VAR_RESET':
    case 'VAR_RESET_ALL':
      return { kind: 'set-setting', name, local }
    default:
      return opaque(statement)
  }
}

function settingValue(node: Node): string {
  if ('TypeCast' in node && node.TypeCast.arg) return settingValue(node.TypeCast.arg)
  if (!('A_Const' in node)) return ''
  const { ival, fval, sval, boolval } = node.A_Const
  if (ival) return String(ival.ival ?? 0)
  if (boolval) return boolval.boolval ? 'on' : 'off'
  return fval?.fval ?? sval?.sval ?? ''
}
