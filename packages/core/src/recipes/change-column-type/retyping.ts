// A column that changes its type, whether it was written as a type change or, as Prisma does, as a drop and an add of one name.
import { isChange, type Change } from '../../changes/change.ts'
import { meantType } from '../../operations/counter-types.ts'
import type { DataType, Expression } from '../../operations/definitions.ts'
import { displayName, sameName, type TableName } from '../../operations/names.ts'
import type { RecipeContext } from '../../plan/define-recipe.ts'
import type { Intent } from '../../plan/intent.ts'
import { columnIn } from '../../schema/schema.ts'

export interface Retyping {
  readonly change: Change
  readonly table: TableName
  readonly column: string
  readonly type: DataType
  readonly using?: Expression
  /** The other half of a drop and an add. */
  readonly add?: Change<'add-column'>
}

/** Undefined where the change is no change of type. */
export function retypingOf(change: Change, context: RecipeContext): Retyping | undefined {
  if (isChange(change, 'change-column-type')) {
    const { table, column, type, using } = change.operation
    return { change, table, column, type: meantType(type), ...(using ? { using } : {}) }
  }
  if (!isChange(change, 'drop-column')) return undefined
  const { table, column } = change.operation
  const add = context.changes.find((candidate): candidate is Change<'add-column'> => isAddAgain(candidate, change))
  return add && { change, table, column, type: add.operation.column.type, add }
}

function isAddAgain(candidate: Change, drop: Change<'drop-column'>): boolean {
  return (
    isChange(candidate, 'add-column') &&
    candidate.operation.column.name === drop.operation.column &&
    sameName(candidate.operation.table, drop.operation.table)
  )
}

/** Whether the author's own statement does what was meant: it names a type that exists and keeps the values. */
export function isFaithful({ change, type, add }: Retyping): boolean {
  return add === undefined && isChange(change, 'change-column-type') && change.operation.type.sql === type.sql
}

/** The type change in one go, values kept: what the drop and the add were meant to be. */
export function retypedDirectly(
  { change, table, column, type, using, add }: Retyping,
  context: RecipeContext,
): readonly Intent[] {
  const before = columnIn(change.before, table, column)
  const cast: Expression = using ?? {
    sql: `${context.quote(column)}::text::${type.sql}`,
    volatility: 'stable',
    columns: [column],
  }
  const loosens = add?.operation.column.nullable === true && before?.nullable === false
  const oldDefault = before?.autoIncrement ? undefined : before?.default
  const newDefault = add ? add.operation.column.default : oldDefault
  return [
    ...(oldDefault ? [{ kind: 'drop-default', table, column } as const] : []),
    { kind: 'change-column-type', table, column, type, using: cast },
    ...(loosens ? [{ kind: 'drop-not-null', table, column } as const] : []),
    ...(newDefault ? [{ kind: 'set-default', table, column, default: newDefault } as const] : []),
  ]
}

/** For people. */
export function targetOf({ table, column }: Retyping): string {
  return `${displayName(table)}.${column}`
}
