// How indexes come, go and change their names.
import { sameName, siblingName } from '../operations/names.ts'
import type { Appliers } from './appliers.ts'
import { editTable, editTables } from './edit.ts'

export const applyToIndexes: Appliers<'add-index' | 'drop-index' | 'rename-index'> = {
  'add-index': (schema, operation) =>
    editTable(schema, operation.table, (table) =>
      table.indexes.some(({ name }) => name === operation.index.name)
        ? table
        : { ...table, indexes: [...table.indexes, operation.index] },
    ),
  'drop-index': (schema, operation) =>
    editTables(schema, (table) => ({
      ...table,
      indexes: table.indexes.filter((index) => !sameName(siblingName(table.name, index.name), operation.index)),
    })),
  // Renaming the index behind a constraint renames the constraint too.
  'rename-index': (schema, operation) =>
    editTables(schema, (table) => {
      const rename = <Named extends { readonly name: string }>(named: Named): Named =>
        sameName(siblingName(table.name, named.name), operation.index) ? { ...named, name: operation.to } : named
      return {
        ...table,
        indexes: table.indexes.map(rename),
        constraints: table.constraints.map((constraint) =>
          constraint.kind === 'primary-key' || constraint.kind === 'unique' ? rename(constraint) : constraint,
        ),
      }
    }),
}
