// trace(): a migration's operations folded over a schema, each with its effects where it happens.
import type { Effects } from '../effects/effects.ts'
import { keyOf, type TableName } from '../operations/names.ts'
import type { TransactionMode } from '../operations/migration.ts'
import type { Operation } from '../operations/operation.ts'
import type { Statement, StatementPart } from '../operations/statement.ts'
import { apply } from '../schema/apply.ts'
import { indexIn, type Schema } from '../schema/schema.ts'
import { type Change, type TransactionContext, type Version, tableOf } from './change.ts'

export interface TraceInput {
  readonly migration: string
  readonly statements: readonly Statement[]
  readonly transaction: TransactionMode
  readonly before: Schema
  readonly version: Version
  readonly effectsOf: (operation: Operation, before: Schema, version: Version) => Effects
  readonly rowsOf: (table: TableName) => number | undefined
}

interface Progress {
  schema: Schema
  /** The schema after each part of the migration's statements, and how many of them have passed. */
  readonly schemas: readonly Schema[]
  passed: number
  readonly final: Schema
  readonly fresh: Set<string>
  transaction: TransactionContext['kind']
  earlier: Change[]
  session: Map<string, string>
  local: Map<string, string>
}

/** Every change of one migration in the order in which it runs; a block's operations follow the block itself. */
export function trace(input: TraceInput): readonly Change[] {
  const outside: TransactionContext['kind'] = input.transaction === 'file' && input.statements.length > 1 ? 'implicit' : 'none'
  const schemas = schemasAfter(input)
  const progress: Progress = {
    schema: input.before,
    schemas,
    passed: 0,
    final: schemas.at(-1) ?? input.before,
    fresh: new Set(),
    transaction: outside,
    earlier: [],
    session: new Map(),
    local: new Map(),
  }
  const changes: Change[] = []
  for (const statement of input.statements) {
    // A statement that commits by itself still holds the locks of its own earlier parts.
    if (progress.transaction === 'none') progress.earlier = []
    for (const part of statement.parts) changes.push(...step(input, progress, outside, statement, part))
  }
  return changes
}

function schemasAfter({ before, statements }: TraceInput): readonly Schema[] {
  let schema = before
  return statements.flatMap(({ parts }) => parts.map(({ operation }) => (schema = apply(schema, operation))))
}

function step(
  input: TraceInput,
  progress: Progress,
  outside: TransactionContext['kind'],
  statement: Statement,
  part: StatementPart,
): readonly Change[] {
  const change = changeOf(input, progress, statement, part, part.operation, false)
  const inner = part.operation.kind === 'run-block' ? innerChanges(input, progress, statement, part, part.operation.contains) : []
  advance(progress, outside, change)
  progress.earlier.push(...inner)
  for (const { operation, before } of inner) noteFresh(progress, operation, before)
  return [change, ...inner]
}

function innerChanges(
  input: TraceInput,
  progress: Progress,
  statement: Statement,
  part: StatementPart,
  operations: readonly Operation[],
): readonly Change[] {
  const inside: Progress = { ...progress, schemas: [], fresh: new Set(progress.fresh), earlier: [...progress.earlier] }
  return operations.map((operation) => {
    const change = changeOf(input, inside, statement, part, operation, true)
    inside.schema = change.after
    inside.earlier.push(change)
    noteFresh(inside, operation, change.before)
    return change
  })
}

function changeOf(
  input: TraceInput,
  progress: Progress,
  statement: Statement,
  part: StatementPart,
  operation: Operation,
  insideBlock: boolean,
): Change {
  const table = tableOf(operation) ?? tableOfIndex(progress.schema, operation)
  const rows = table ? input.rowsOf(table) : undefined
  return {
    operation,
    sql: part.sql,
    origin: part.origin,
    statement,
    migration: input.migration,
    before: progress.schema,
    after: progress.schemas[progress.passed] ?? apply(progress.schema, operation),
    final: progress.final,
    effects: input.effectsOf(operation, progress.schema, input.version),
    version: input.version,
    ...(rows === undefined ? {} : { rows }),
    fresh: new Set(progress.fresh),
    transaction: {
      kind: progress.transaction,
      earlier: [...progress.earlier],
      settings: new Map([...progress.session, ...progress.local]),
    },
    insideBlock,
  }
}

function tableOfIndex(schema: Schema, operation: Operation): TableName | undefined {
  return operation.kind === 'drop-index' || operation.kind === 'rename-index'
    ? indexIn(schema, operation.index)?.table.name
    : undefined
}

function advance(progress: Progress, outside: TransactionContext['kind'], change: Change): void {
  const { operation } = change
  progress.schema = change.after
  progress.passed += 1
  noteFresh(progress, operation, change.before)
  if (operation.kind === 'set-setting')
    setSetting(operation.local ? progress.local : progress.session, operation.name, operation.value)
  if (operation.kind === 'begin') startTransaction(progress, 'explicit')
  else if (operation.kind === 'commit' || operation.kind === 'rollback') startTransaction(progress, outside)
  else progress.earlier.push(change)
}

function noteFresh({ fresh }: Progress, operation: Operation, before: Schema): void {
  if (operation.kind === 'create-table' && !before.tables.has(keyOf(operation.table))) fresh.add(keyOf(operation.table))
  if (operation.kind === 'rename-table' && fresh.delete(keyOf(operation.table)))
    fresh.add(keyOf({ ...operation.table, name: operation.to }))
}

function startTransaction(progress: Progress, kind: TransactionContext['kind']): void {
  progress.transaction = kind
  progress.earlier = []
  progress.local = new Map()
}

function setSetting(settings: Map<string, string>, name: string, value: string | undefined): void {
  if (value === undefined) settings.delete(name)
  else settings.set(name, value)
}
