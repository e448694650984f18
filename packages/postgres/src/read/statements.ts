// Statements: which reader understands which node; what none does is opaque, never dropped.
import type { CreateFunctionStmt, DoStmt, Node, RawStmt } from '@pgsql/types'
import type { CreateObject, Operation } from '@migration-planner/core'
import { alterTable } from './alter-table.ts'
import { annotate } from './annotations.ts'
import { createTable, createTableFromQuery } from './create-table.ts'
import { drop } from './drops.ts'
import { volatilityOfFunction } from './functions.ts'
import { createIndex, reindex } from './indexes.ts'
import { tokensOf } from './lexer.ts'
import { alterEnum, createAlone, createEnum, createMaterializedView, createOnTables, createRoutine } from './objects.ts'
import { offsetsOf } from './offsets.ts'
import { isRefusal, parse } from './parser.ts'
import { opaque, type Piece, piecesOf, type Read } from './pieces.ts'
import { bodyOf, onlyLooks, optionOf } from './procedural.ts'
import { readsOf, readsOfAll } from './query-reads.ts'
import { rename } from './renames.ts'
import { deleteRows, insertRows, truncate, updateRows } from './rows.ts'
import { setting, transaction } from './session.ts'
import { sqlOf, type StatementText, wholeRange } from './statement-text.ts'
import { nameOf, stringsOf, tableNameOf } from './tree.ts'

/** The pieces of one statement, at least one. */
export function readStatement(node: Node, statement: StatementText): readonly Piece[] {
  try {
    return piecesOf(statement, readNode(node, statement))
  } catch (error) {
    // Too deep a tree, or words that we failed to find: reported in the result, with the rest of the file read all the same.
    return piecesOf(statement, opaque(statement, { reason: error instanceof Error ? error.message : String(error) }))
  }
}

function readNode(node: Node, statement: StatementText): Read {
  return (
    readTable(node, statement) ??
    readRows(node, statement) ??
    readSession(node, statement) ??
    createOnTables(node) ??
    createAlone(node, statement) ??
    annotate(node, statement) ??
    readCode(node, statement) ??
    opaque(statement, { ownTransaction: refusesTransactions(node) })
  )
}

function readTable(node: Node, statement: StatementText): Read | undefined {
  if ('CreateStmt' in node) return createTable(node.CreateStmt, statement)
  if ('AlterTableStmt' in node) return alterTable(node.AlterTableStmt, statement)
  if ('IndexStmt' in node) return createIndex(node.IndexStmt, statement)
  if ('DropStmt' in node) return drop(node.DropStmt, statement)
  if ('RenameStmt' in node) return rename(node.RenameStmt, statement)
  if ('ReindexStmt' in node) return reindex(node.ReindexStmt, statement)
  if ('CreateEnumStmt' in node) return createEnum(node.CreateEnumStmt)
  if ('AlterEnumStmt' in node) return alterEnum(node.AlterEnumStmt)
  if (!('CreateTableAsStmt' in node)) return undefined
  const { into, query, objtype } = node.CreateTableAsStmt
  return objtype === 'OBJECT_MATVIEW'
    ? createMaterializedView(tableNameOf(into?.rel), query)
    : createTableFromQuery(into, node.CreateTableAsStmt)
}

function readRows(node: Node, statement: StatementText): Read | undefined {
  if ('InsertStmt' in node) return insertRows(node.InsertStmt)
  if ('UpdateStmt' in node) return updateRows(node.UpdateStmt, statement)
  if ('DeleteStmt' in node) return deleteRows(node.DeleteStmt, statement)
  if ('TruncateStmt' in node) return truncate(node.TruncateStmt)
  return 'SelectStmt' in node && node.SelectStmt.intoClause
    ? createTableFromQuery(node.SelectStmt.intoClause, undefined)
    : undefined
}

function readSession(node: Node, statement: StatementText): Read | undefined {
  if ('TransactionStmt' in node) return transaction(node.TransactionStmt, statement)
  return 'VariableSetStmt' in node ? setting(node.VariableSetStmt, statement) : undefined
}

function readCode(node: Node, statement: StatementText): Read | undefined {
  if ('DoStmt' in node) return readBlock(node.DoStmt, statement)
  if (!('CreateFunctionStmt' in node)) return undefined
  const { funcname, is_procedure = false, replace = false } = node.CreateFunctionStmt
  return createRoutine(nameOf(stringsOf(funcname)), is_procedure, readsOfRoutine(node.CreateFunctionStmt, statement), replace)
}

function readBlock(node: DoStmt, statement: StatementText): Operation {
  const language = optionOf(node.args, 'language') ?? 'plpgsql'
  if (language !== 'plpgsql') return opaque(statement, { reason: `a block in ${language} is not read` })
  const body = bodyOf(sqlOf(statement, wholeRange(statement)))
  if ('message' in body) return opaque(statement, { reason: body.message })
  return { kind: 'run-block', contains: body.statements.flatMap(operationsIn), dynamic: body.dynamic, commits: body.commits }
}

/** The operations of statements that stand inside a block; queries that only look are none. */
function operationsIn(sql: string): readonly Operation[] {
  const parsed = parse(sql)
  const text = statementTextOf(sql)
  if (isRefusal(parsed)) return [opaque(text, { reason: parsed.message })]
  return parsed.flatMap((raw) => {
    if (!raw.stmt || onlyLooks(raw.stmt, (name) => volatilityOfFunction(name) !== 'volatile')) return []
    return readStatement(raw.stmt, statementTextOf(sql, raw)).map(({ operation }) => operation)
  })
}

/** SQL that is no part of a file; one statement of it where a parsed one is given. */
function statementTextOf(text: string, raw?: RawStmt): StatementText {
  const offsetOf = offsetsOf(text)
  const start = offsetOf(raw?.stmt_location ?? 0)
  const end = raw?.stmt_len ? offsetOf((raw.stmt_location ?? 0) + raw.stmt_len) : text.length
  return {
    text,
    tokens: tokensOf(text).filter((token) => token.kind !== 'comment' && token.start >= start && token.end <= end),
    offsetOf,
  }
}

function readsOfRoutine(node: CreateFunctionStmt, statement: StatementText): CreateObject['reads'] {
  if (node.sql_body) return readsOf(node.sql_body)
  return readsOfAll(queriesOf(node, statement).map(parse))
}

function queriesOf(node: CreateFunctionStmt, statement: StatementText): readonly string[] {
  const language = optionOf(node.options, 'language')
  if (language === 'sql') return [optionOf(node.options, 'as') ?? '']
  const body = language === 'plpgsql' ? bodyOf(sqlOf(statement, wholeRange(statement))) : undefined
  return body && 'statements' in body ? body.statements : []
}

function refusesTransactions(node: Node): boolean {
  if ('VacuumStmt' in node) return node.VacuumStmt.is_vacuumcmd ?? false
  if ('ClusterStmt' in node) return node.ClusterStmt.relation === undefined
  const isDatabase =
    'CreatedbStmt' in node || 'DropdbStmt' in node || 'CreateTableSpaceStmt' in node || 'DropTableSpaceStmt' in node
  return isDatabase || 'AlterSystemStmt' in node || 'CreateSubscriptionStmt' in node || 'DropSubscriptionStmt' in node
}
