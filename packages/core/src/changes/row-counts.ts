// How many rows a change of data touches, as far as its WHERE tells.
import type { Expression } from '../operations/definitions.ts'
import { type Schema, tableIn } from '../schema/schema.ts'
import type { TableName } from '../operations/names.ts'
import type { Change } from './change.ts'

/**
 * Whether the WHERE names a whole unique key, as single rows and hand-made batches do.
 * A condition on a key that is always true passes for one: it would take running it to know.
 */
export function touchesFewRows(change: Change<'update-rows' | 'delete-rows'>): boolean {
  const { table, where } = change.operation
  return where !== undefined && uniqueKeys(change.before, table).some((key) => isNamedIn(key, where))
}

function isNamedIn(key: readonly string[], where: Expression): boolean {
  return key.length > 0 && key.every((column) => where.columns.includes(column))
}

/** Of a table that nobody has seen, `id` is taken for the key. */
function uniqueKeys(schema: Schema, name: TableName): readonly (readonly string[])[] {
  const table = tableIn(schema, name)
  if (!table) return [['id']]
  const constraints = table.constraints.flatMap((constraint) =>
    constraint.kind === 'primary-key' || constraint.kind === 'unique' ? [constraint.columns] : [],
  )
  const indexes = table.indexes.filter(({ unique }) => unique).map(({ keys }) => keys.flatMap(({ column }) => column ?? []))
  return [...constraints, ...indexes]
}
