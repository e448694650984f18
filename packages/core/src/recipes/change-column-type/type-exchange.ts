// Two types that exchange their names: how tools take a value out of an enum, or put its values into another order.
import { type Change, isChange } from '../../changes/change.ts'
import type { ColumnDefinition, DataType } from '../../operations/definitions.ts'
import { keyOf, sameName, siblingName, type TableName } from '../../operations/names.ts'
import type { RecipeContext } from '../../plan/define-recipe.ts'
import type { DraftStep } from '../../plan/draft.ts'
import type { Intent, Transform } from '../../plan/intent.ts'
import type { Schema } from '../../schema/schema.ts'
import type { Retyping } from './retyping.ts'

/** `created` becomes `name`, and what had that name becomes `retired`, which is dropped in the end. */
export interface TypeExchange {
  readonly created: TableName
  readonly name: TableName
  readonly retired: TableName
  /** The values that the type had. */
  readonly values: readonly string[]
  /** The renames and the drop, which the plan does in its own time. */
  readonly changes: readonly Change[]
}

/** Undefined where the new type keeps its name; a string where the renames are not the ones that are known. */
export function typeExchangeOf(
  retypings: readonly Retyping[],
  before: Schema,
  final: Schema,
  { changes }: RecipeContext,
): TypeExchange | string | undefined {
  const renames = changes.filter((change): change is Change<'rename-type'> => isChange(change, 'rename-type'))
  const taking = renames.find(({ operation }) => retypings.some(({ type }) => type.name === operation.type.name))
  if (!taking) return undefined
  const created = taking.operation.type
  const name = siblingName(created, taking.operation.to)
  const giving = renames.find(({ operation }) => sameName(operation.type, name))
  const values = before.enums.get(keyOf(name))?.values
  if (!giving || !values)
    return `${created.name} becomes ${name.name}, and what had that name before does not move away in a way that is known`
  const retired = siblingName(name, giving.operation.to)
  const left = columnsOfType(final, retired)
  if (left.length > 0) return `${left.join(', ')} would keep the type ${retired.name}, which is about to go`
  const drops = changes.filter((change) => isChange(change, 'drop-type') && sameName(change.operation.type, retired))
  return { created, name, retired, values, changes: [giving, taking, ...drops] }
}

function columnsOfType(schema: Schema, type: TableName): readonly string[] {
  return [...schema.tables.values()].flatMap(({ name, columns }) =>
    columns.filter((column) => column.type.name === type.name).map((column) => `${name.name}.${column.name}`),
  )
}

/** Both renames, as part of the swap. */
export function exchangeNames({ created, name, retired }: TypeExchange): readonly Intent[] {
  return [
    { kind: 'rename-type', type: name, to: retired.name },
    { kind: 'rename-type', type: created, to: name.name },
  ]
}

export function exchangeNamesBack({ created, name, retired }: TypeExchange): readonly Intent[] {
  return [
    { kind: 'rename-type', type: name, to: created.name },
    { kind: 'rename-type', type: retired, to: name.name },
  ]
}

/** A type as it is called after the exchange. */
function typeAfter(type: DataType, exchange: TypeExchange | undefined): DataType {
  if (!exchange) return type
  if (type.name === exchange.name.name) return renamed(type, exchange.retired.name)
  return type.name === exchange.created.name ? renamed(type, exchange.name.name) : type
}

/** The text has the name in it, quoted where it must be; both names are of one kind, since a tool derives one from the other. */
function renamed(type: DataType, to: string): DataType {
  return { ...type, name: to, sql: type.sql.replace(type.name, to) }
}

export function columnAfter(column: ColumnDefinition, exchange: TypeExchange | undefined): ColumnDefinition {
  return { ...column, type: typeAfter(column.type, exchange) }
}

export function transformAfter(transform: Transform, exchange: TypeExchange | undefined): Transform {
  if (transform.kind === 'copy' || !exchange) return transform
  // The author's USING names the types as they were called before; the plain conversion is what it says.
  return { kind: 'convert', from: typeAfter(transform.from, exchange), to: typeAfter(transform.to, exchange) }
}

/** The old type goes last, when no column has it. */
export function dropTypeStep({ retired, values }: TypeExchange): DraftStep {
  return {
    phase: 'contract',
    title: `Drop the type ${retired.name}, which no column has any more`,
    slug: `drop_type_${retired.name}`,
    pattern: 'Type change beside the old column',
    intents: [{ kind: 'drop-type', type: retired, ifExists: false, cascade: false }],
    rollback: { kind: 'reversible', intents: [{ kind: 'create-enum', type: retired, values }] },
  }
}
