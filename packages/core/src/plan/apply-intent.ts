// What is true of the schema after an intent: like apply(), for what recipes want beside operations.
import { apply } from '../schema/apply.ts'
import { editColumn } from '../schema/edit.ts'
import { columnIn, type Schema } from '../schema/schema.ts'
import { isOperation, type Intent, type MoveCounter } from './intent.ts'

export function applyIntent(schema: Schema, intent: Intent): Schema {
  if (intent.kind === 'as-written') return apply(schema, intent.operation)
  if (intent.kind === 'move-counter') return moveCounter(schema, intent)
  if (intent.kind === 'start-counter')
    return editColumn(schema, intent.table, intent.column, (column) => ({ ...column, autoIncrement: 'serial' }))
  if (intent.kind === 'compatibility-view')
    return apply(schema, { kind: 'create-object', what: 'view', name: intent.view, reads: [], replace: false })
  return isOperation(intent) ? apply(schema, intent) : schema
}

export function applyIntents(schema: Schema, intents: readonly Intent[]): Schema {
  return intents.reduce(applyIntent, schema)
}

function moveCounter(schema: Schema, { table, from, to }: MoveCounter): Schema {
  const source = columnIn(schema, table, from)
  const withoutCounter = editColumn(schema, table, from, ({ autoIncrement: _counter, default: _next, ...column }) => column)
  return editColumn(withoutCounter, table, to, (column) => ({
    ...column,
    ...(source?.autoIncrement ? { autoIncrement: source.autoIncrement } : {}),
    ...(source?.default ? { default: source.default } : {}),
  }))
}
