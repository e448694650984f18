// What queries read and write: tables, and their columns as far as each query itself tells whose they are.
import type { ColumnRef, Node, RangeVar } from '@pgsql/types'
import { keyOf, type CreateObject, type TableName } from '@migration-planner/core'
import { visitNodes } from './parser.ts'
import { isStar } from './references.ts'
import { stringsOf, tableNameOf } from './tree.ts'

interface TableRead {
  readonly table: TableName
  /** Names by which the query calls it. */
  readonly aliases: Set<string>
  readonly columns: Set<string>
  /** `*`: all columns, now and as they will be. */
  whole: boolean
}

/** Tables with the columns touched; no columns where all of them may be. A column that names no table counts for every table. */
export function readsOf(query: unknown): CreateObject['reads'] {
  const tables = new Map<string, TableRead>()
  const references: ColumnRef[] = []
  const ownNames = new Set<string>()
  visitNodes(query, (node) => {
    if ('CommonTableExpr' in node) ownNames.add(node.CommonTableExpr.ctename ?? '')
    if ('ColumnRef' in node) references.push(node.ColumnRef)
    if ('RangeVar' in node) addTable(tables, node.RangeVar)
    addWritten(tables, node)
    return true
  })
  for (const [key, { table }] of tables) if (table.schema === undefined && ownNames.has(table.name)) tables.delete(key)
  for (const reference of references) addReference([...tables.values()], reference)
  return [...tables.values()].map(({ table, columns, whole }) => ({ table, columns: whole ? [] : [...columns] }))
}

/** What several queries read together. */
export function readsOfAll(queries: readonly unknown[]): CreateObject['reads'] {
  const merged = new Map<string, CreateObject['reads'][number]>()
  for (const read of queries.flatMap(readsOf)) {
    const found = merged.get(keyOf(read.table))
    const whole = read.columns.length === 0 || found?.columns.length === 0
    const columns = whole ? [] : [...new Set([...(found?.columns ?? []), ...read.columns])]
    merged.set(keyOf(read.table), { table: read.table, columns })
  }
  return [...merged.values()]
}

function addTable(tables: Map<string, TableRead>, relation: RangeVar): TableRead {
  const table = tableNameOf(relation)
  const found = tables.get(keyOf(table)) ?? { table, aliases: new Set(), columns: new Set(), whole: false }
  found.aliases.add(relation.alias?.aliasname ?? table.name)
  tables.set(keyOf(table), found)
  return found
}

/** The target of INSERT, UPDATE and DELETE is no node of its own. */
function addWritten(tables: Map<string, TableRead>, node: Node): void {
  if ('UpdateStmt' in node) addTarget(tables, node.UpdateStmt.relation, node.UpdateStmt.targetList)
  if ('InsertStmt' in node) addTarget(tables, node.InsertStmt.relation, node.InsertStmt.cols)
  if ('DeleteStmt' in node) addTarget(tables, node.DeleteStmt.relation, [])
}

function addTarget(tables: Map<string, TableRead>, relation: RangeVar | undefined, columns: readonly Node[] | undefined): void {
  if (!relation) return
  const target = addTable(tables, relation)
  for (const column of columns ?? []) if ('ResTarget' in column) target.columns.add(column.ResTarget.name ?? '')
}

function addReference(tables: readonly TableRead[], reference: ColumnRef): void {
  const parts = stringsOf(reference.fields)
  const star = isStar(reference)
  const qualifier = star ? parts.at(-1) : parts.at(-2)
  const column = parts.at(-1)
  for (const table of tables) {
    if (qualifier !== undefined && !table.aliases.has(qualifier)) continue
    if (star) table.whole = true
    else if (column !== undefined) table.columns.add(column)
  }
}
