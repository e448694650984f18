// Decisions: what a person said beforehand about renames and about values for existing rows, by flag or config.
import {
  type Decisions,
  displayName,
  type Engine,
  type Expression,
  type Operation,
  sameName,
  type TableName,
  UsageError,
} from '@migration-planner/core'

export interface SaidDecisions {
  /** `table.old` to the new name; to nothing where the drop is no rename of anything. */
  readonly renames: Readonly<Record<string, string>>
  /** `table.column` to SQL. */
  readonly fills: Readonly<Record<string, string>>
}

export const nothingSaid: SaidDecisions = { renames: {}, fills: {} }

export function readDecisions(engine: Engine, said: SaidDecisions): Decisions {
  const renames = Object.entries(said.renames).map(([column, to]) => readRename(column, to))
  return {
    renames: renames.filter(({ to }) => to !== ''),
    notRenames: renames.filter(({ to }) => to === '').map((rename) => ({ ...rename, to: '*' })),
    fills: Object.entries(said.fills).map(([column, sql]) => {
      const place = splitColumn('--fill', column)
      return { ...place, value: readValue(engine, column, sql) }
    }),
  }
}

/** A decision about something that no pending migration does is a slip of the pen: the real one would be asked about for ever. */
export function assertDecisionsMatch({ renames, notRenames, fills }: Decisions, operations: readonly Operation[]): void {
  for (const { table, from, to } of [...renames, ...notRenames]) {
    if (operations.some((operation) => goes(operation, table, from))) continue
    const said = `--rename ${displayName(table)}.${from}=${to === '*' ? '' : to}`
    throw new UsageError(
      `${said}: no pending migration drops ${displayName(table)}${from === '*' ? '' : `.${from}`}`,
      'Correct the name; names are case-sensitive, as the database has them',
    )
  }
  for (const { table, column } of fills) {
    if (operations.some((operation) => needsValue(operation, table, column))) continue
    throw new UsageError(
      `--fill ${displayName(table)}.${column}: no pending migration adds that column or makes it NOT NULL`,
      'Correct the name; names are case-sensitive, as the database has them',
    )
  }
}

function goes(operation: Operation, table: TableName, column: string): boolean {
  if (column === '*') return operation.kind === 'drop-table' && sameName(operation.table, table)
  return operation.kind === 'drop-column' && sameName(operation.table, table) && operation.column === column
}

function needsValue(operation: Operation, table: TableName, column: string): boolean {
  if (operation.kind === 'add-column') return sameName(operation.table, table) && operation.column.name === column
  return operation.kind === 'set-not-null' && sameName(operation.table, table) && operation.column === column
}

/** What was said at both places, the later ones winning. */
export function mergeSaid(...all: readonly Partial<SaidDecisions>[]): SaidDecisions {
  return {
    renames: Object.assign({}, ...all.map(({ renames }) => renames)),
    fills: Object.assign({}, ...all.map(({ fills }) => fills)),
  }
}

function readRename(column: string, to: string): { readonly table: TableName; readonly from: string; readonly to: string } {
  const { table, column: from } = splitColumn('--rename', column)
  // With or without its table before it.
  return { table, from, to: to.split('.').at(-1) ?? to }
}

function readValue(engine: Engine, column: string, sql: string): Expression {
  const value = engine.readExpression(sql)
  if (typeof value !== 'string') return value
  throw new UsageError(`--fill ${column}=${sql}: ${value}`, `Write one SQL expression, for example --fill "${column}='active'"`)
}

/** `users.name` or `app.users.name`. */
function splitColumn(flag: string, text: string): { readonly table: TableName; readonly column: string } {
  const parts = text.split('.')
  const [column, name, schema] = parts.toReversed()
  if (!column || !name || parts.length > 3)
    throw new UsageError(`${flag} ${text}: this is no column`, `Write table.column, for example ${flag} users.name=…`)
  return { table: { schema, name }, column }
}
