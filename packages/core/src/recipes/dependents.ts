// What keeps a column from being replaced by another one: things that hold on to it and that files alone cannot carry over.
import { columnIn, foreignKeysTo, tableIn, type Schema } from '../schema/schema.ts'
import { displayName, sameName, type TableName } from '../operations/names.ts'

/** Why the column cannot be replaced online, in one sentence; undefined where nothing stands in the way. */
export function obstacleTo(schema: Schema, name: TableName, column: string): string | undefined {
  const table = tableIn(schema, name)
  const target = `${displayName(name)}.${column}`
  const definition = columnIn(schema, name, column)
  if (!table || !definition) return `${target} was not made by the migrations that were read, so what stands on it is not known`
  if (table.partitioned || table.partitionOf) return `${displayName(name)} is partitioned`
  if (definition.generated) return `${target} is a generated column`
  const reader = table.columns.find((candidate) => candidate.generated?.expression.columns.includes(column))
  if (reader) return `the generated column ${reader.name} reads ${target}`
  const view = [...schema.views.values()].find(({ reads }) =>
    reads.some((read) => sameName(read.table, name) && (read.columns.includes(column) || read.columns.length === 0)),
  )
  if (view) return `the view ${displayName(view.name)} reads ${target}`
  if (table.constraints.some((constraint) => constraint.kind === 'exclusion'))
    return `${displayName(name)} has an exclusion constraint, which cannot be built again online`
  return undefined
}

/** Whether other tables' foreign keys point at the column. */
export function isReferenced(schema: Schema, name: TableName, column: string): boolean {
  return foreignKeysTo(schema, name).some(({ constraint }) => constraint.references.columns.includes(column))
}
