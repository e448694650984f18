// CREATE TABLE, in all its forms.
import type { CreateStmt, CreateTableAsStmt, IntoClause, Node } from '@pgsql/types'
import { Bug, type ColumnDefinition, type Constraint, type CreateTable, type TableName } from '@migration-planner/core'
import { columnOf, type WrittenColumn } from './columns.ts'
import { constraintOf } from './constraints.ts'
import {
  closingOf,
  find,
  type Range,
  splitAtCommas,
  sqlOf,
  type StatementText,
  tokenAtLocation,
  wholeRange,
} from './statement-text.ts'
import { tableNameOf } from './tree.ts'

/** The table that a CREATE TABLE makes, with constraints under the names that the server gives them. */
export function createTable(node: CreateStmt, statement: StatementText): CreateTable {
  const table = tableNameOf(node.relation)
  const { columns, constraints } = elementsOf(node, table, statement)
  const parents = (node.inhRelations ?? []).flatMap((parent) => ('RangeVar' in parent ? [tableNameOf(parent.RangeVar)] : []))
  const copied = (node.tableElts ?? []).flatMap((element) =>
    'TableLikeClause' in element ? [tableNameOf(element.TableLikeClause.relation)] : [],
  )
  const [partitionOf] = node.partbound ? parents : []
  const copies = node.partbound ? copied : [...copied, ...parents]
  return {
    kind: 'create-table',
    table,
    columns: withKeysNotNull(columns, constraints),
    constraints,
    ifNotExists: node.if_not_exists ?? false,
    ...(partitionOf ? { partitionOf } : {}),
    ...partitionedBy(node, statement),
    ...(copies.length > 0 || node.ofTypename ? { copies } : {}),
    fromQuery: false,
  }
}

/** CREATE TABLE AS and SELECT INTO: the query says what is in it. */
export function createTableFromQuery(into: IntoClause | undefined, node: CreateTableAsStmt | undefined): CreateTable {
  return {
    kind: 'create-table',
    table: tableNameOf(into?.rel),
    columns: [],
    constraints: [],
    ifNotExists: node?.if_not_exists ?? false,
    fromQuery: true,
  }
}

interface Elements {
  readonly columns: readonly ColumnDefinition[]
  readonly constraints: readonly Constraint[]
}

function elementsOf(node: CreateStmt, table: TableName, statement: StatementText): Elements {
  const nodes = node.tableElts ?? []
  if (nodes.length === 0) return { columns: [], constraints: [] }
  const ranges = elementRanges(node, statement)
  if (ranges.length !== nodes.length) throw new Bug('a table whose elements cannot be told apart')
  const taken = new Set<string>()
  const written = nodes.map((element, index) =>
    elementOf(element, ranges[index] ?? wholeRange(statement), { statement, table, taken }),
  )
  return {
    columns: written.flatMap(({ column }) => (column ? [column] : [])),
    constraints: written.flatMap(({ constraints }) => constraints),
  }
}

function elementRanges(node: CreateStmt, statement: StatementText): readonly Range[] {
  const name = tokenAtLocation(statement, node.relation?.location)
  const opening = find(statement, { from: name, to: statement.tokens.length }, '(')
  if (opening === undefined) throw new Bug('a table without its elements')
  return splitAtCommas(statement, { from: opening + 1, to: closingOf(statement, opening) })
}

interface ElementPlace {
  readonly statement: StatementText
  readonly table: TableName
  readonly taken: Set<string>
}

function elementOf(
  element: Node,
  range: Range,
  place: ElementPlace,
): Partial<WrittenColumn> & Pick<WrittenColumn, 'constraints'> {
  if ('Constraint' in element) {
    const constraint = constraintOf(element.Constraint, { ...place, range, isNewTable: true })
    return { constraints: constraint ? [constraint] : [] }
  }
  // A partition or a typed table only adds to a column that comes from elsewhere.
  if ('ColumnDef' in element && element.ColumnDef.typeName)
    return columnOf(element.ColumnDef, { ...place, range, isNewTable: true })
  return { constraints: [] }
}

function withKeysNotNull(columns: readonly ColumnDefinition[], constraints: readonly Constraint[]): readonly ColumnDefinition[] {
  const keys = new Set(
    constraints.flatMap((constraint) => {
      if (constraint.kind === 'primary-key') return constraint.columns
      return constraint.kind === 'not-null' ? [constraint.column] : []
    }),
  )
  return columns.map((column) => (keys.has(column.name) ? { ...column, nullable: false } : column))
}

/** `RANGE (created_at)`, as written. */
function partitionedBy(node: CreateStmt, statement: StatementText): { readonly partitionedBy?: string } {
  if (!node.partspec) return {}
  const from = tokenAtLocation(statement, node.partspec.location) + 2
  const opening = find(statement, { from, to: statement.tokens.length }, '(')
  if (opening === undefined) throw new Bug('a partition key without parentheses')
  return { partitionedBy: sqlOf(statement, { from, to: closingOf(statement, opening) + 1 }) }
}
