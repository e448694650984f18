// Indexes: CREATE INDEX whole, with everything that a rebuilt one must have again, and REINDEX.
import type { IndexElem, IndexStmt, Node, ReindexStmt } from '@pgsql/types'
import {
  Bug,
  type AddIndex,
  type IndexDefinition,
  type IndexKey,
  type Operation,
  type Reindex,
  type TableName,
} from '@migration-planner/core'
import { collationName } from './columns.ts'
import { expressionIn } from './expressions.ts'
import { chosenName, joinedColumns, keyNames } from './names.ts'
import { opaque } from './pieces.ts'
import {
  closingOf,
  find,
  insideParentheses,
  isAt,
  need,
  type Range,
  splitAtCommas,
  sqlOf,
  type StatementText,
  tokenAtLocation,
} from './statement-text.ts'
import { stringsOf, tableNameOf } from './tree.ts'

/** CREATE INDEX; ON ONLY of a partitioned table and operator class options are more than an IndexDefinition holds. */
export function createIndex(node: IndexStmt, statement: StatementText): Operation {
  const keys = elementsOf(node.indexParams)
  if (node.relation?.inh !== true) return opaque(statement, { reason: 'CREATE INDEX ON ONLY leaves the partitions out' })
  if (keys.some(({ opclassopts }) => opclassopts)) return opaque(statement, { reason: 'operator class options are not modelled' })
  return addIndex(node, keys, statement)
}

function addIndex(node: IndexStmt, keys: readonly IndexElem[], statement: StatementText): AddIndex {
  const table = tableNameOf(node.relation)
  const name = tokenAtLocation(statement, node.relation?.location)
  const opening = need(statement, { from: name, to: statement.tokens.length }, '(')
  const closing = closingOf(statement, opening)
  return {
    kind: 'add-index',
    table,
    index: indexDefinition(node, table, keys, {
      statement,
      keys: { from: opening + 1, to: closing },
      tail: { from: closing + 1, to: statement.tokens.length },
    }),
    concurrently: node.concurrent ?? false,
    ifNotExists: node.if_not_exists ?? false,
  }
}

interface IndexPlace {
  readonly statement: StatementText
  readonly keys: Range
  /** What follows the keys: INCLUDE, WITH, TABLESPACE, WHERE. */
  readonly tail: Range
}

function indexDefinition(node: IndexStmt, table: TableName, keys: readonly IndexElem[], place: IndexPlace): IndexDefinition {
  const included = elementsOf(node.indexIncludingParams)
  const ranges = splitAtCommas(place.statement, place.keys)
  if (ranges.length !== keys.length) throw new Bug('an index whose keys cannot be told apart')
  const name = node.idxname ?? chosenName(table.name, joinedColumns(keyNames([...keys, ...included])), 'idx', new Set())
  return {
    name,
    table,
    unique: node.unique ?? false,
    method: node.accessMethod ?? 'btree',
    keys: keys.map((key, index) => keyOf(key, place.statement, ranges[index] ?? place.keys)),
    include: included.map((element) => element.name ?? ''),
    nullsNotDistinct: node.nulls_not_distinct ?? false,
    ...whereOf(node, place),
    ...storageOf(node, place),
    ...(node.tableSpace === undefined ? {} : { tablespace: node.tableSpace }),
  }
}

function elementsOf(nodes: readonly Node[] | undefined): readonly IndexElem[] {
  return (nodes ?? []).flatMap((node) => ('IndexElem' in node ? [node.IndexElem] : []))
}

function whereOf(node: IndexStmt, { statement, tail }: IndexPlace): Pick<IndexDefinition, 'where'> {
  if (!node.whereClause) return {}
  const from = need(statement, tail, 'where') + 1
  return { where: expressionIn(statement, { from, to: tail.to }, node.whereClause) }
}

function storageOf(node: IndexStmt, { statement, tail }: IndexPlace): Pick<IndexDefinition, 'storage'> {
  if (!node.options) return {}
  const from = need(statement, tail, 'with')
  return { storage: sqlOf(statement, insideParentheses(statement, { from, to: tail.to })) }
}

function keyOf(key: IndexElem, statement: StatementText, range: Range): IndexKey {
  const descending = key.ordering === 'SORTBY_DESC'
  const collation = collationName(stringsOf(key.collation))
  return {
    ...(key.name === undefined
      ? { expression: expressionIn(statement, expressionRange(statement, range), key.expr) }
      : { column: key.name }),
    descending,
    ...nullsOf(key, descending),
    ...(collation === undefined ? {} : { collation }),
    ...(key.opclass ? { operatorClass: stringsOf(key.opclass).join('.') } : {}),
  }
}

/** Ascending keys have their nulls last by default, descending ones first. */
function nullsOf(key: IndexElem, descending: boolean): Pick<IndexKey, 'nulls'> {
  if (key.nulls_ordering === 'SORTBY_NULLS_FIRST' && !descending) return { nulls: 'first' }
  return key.nulls_ordering === 'SORTBY_NULLS_LAST' && descending ? { nulls: 'last' } : {}
}

/** What stands in the key's own parentheses, or a function call as far as its closing one. */
function expressionRange(statement: StatementText, range: Range): Range {
  if (isAt(statement, range.from, '(')) return { from: range.from + 1, to: closingOf(statement, range.from) }
  const opening = find(statement, range, '(')
  return { from: range.from, to: opening === undefined ? range.from + 1 : closingOf(statement, opening) + 1 }
}

/** REINDEX of one thing; of the system catalogs alone it is not modelled. */
export function reindex(node: ReindexStmt, statement: StatementText): Operation {
  const what = reindexed(node)
  const name = node.relation ? tableNameOf(node.relation) : { schema: undefined, name: node.name ?? '' }
  if (what === undefined) return opaque(statement, { ownTransaction: true })
  const concurrently = (node.params ?? []).some((option) => 'DefElem' in option && option.DefElem.defname === 'concurrently')
  return { kind: 'reindex', what, name, concurrently }
}

function reindexed(node: ReindexStmt): Reindex['what'] | undefined {
  switch (node.kind) {
    case 'REINDEX_OBJECT_INDEX':
      return 'index'
    case 'REINDEX_OBJECT_TABLE':
      return 'table'
    case 'REINDEX_OBJECT_SCHEMA':
      return 'schema'
    case 'REINDEX_OBJECT_DATABASE':
      return 'database'
    default:
      return undefined
  }
}
