// What a query reads: tables, and their columns as far as the query itself tells whose they are.
import type { ColumnRef } from '@pgsql/types'
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

/** Tables with the columns read; no columns where all of them are. A column that names no table counts for every table. */
export function readsOf(query: unknown): CreateObject['reads'] {
  const tables = new Map<string, TableRead>()
  const references: ColumnRef[] = []
  const ownNames = new Set<string>()
  visitNodes(query, (node) => {
    if ('CommonTableExpr' in node) ownNames.add(node.CommonTableExpr.ctename ?? '')
    if ('ColumnRef' in node) references.push(node.ColumnRef)
    if ('RangeVar' in node) addTable(tables, tableNameOf(node.RangeVar), node.RangeVar.alias?.aliasname)
    return true
  })
  for (const [key, { table }] of tables) if (table.schema === undefined && ownNames.has(table.name)) tables.delete(key)
  for (const reference of references) addReference([...tables.values()], reference)
  return [...tables.values()].map(({ table, columns, whole }) => ({ table, columns: whole ? [] : [...columns] }))
}

function addTable(tables: Map<string, TableRead>, table: TableName, alias: string | undefined): void {
  const found = tables.get(keyOf(table)) ?? { table, aliases: new Set(), columns: new Set(), whole: false }
  found.aliases.add(alias ?? table.name)
  tables.set(keyOf(table), found)
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
