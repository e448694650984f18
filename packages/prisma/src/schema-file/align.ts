// align(): edits a Prisma schema that describes one schema of the database so that it describes another.
import { assertNever, type Schema } from '@migration-planner/core'
import { type Difference, differencesBetween } from './differences.ts'
import { addColumn, changeColumn, dropColumn } from './fields.ts'
import { addKey, dropKey } from './key-attributes.ts'
import { addEnum, addTable, changeEnum, dropEnum, dropTable } from './models.ts'
import type { PrismaSchema } from './prisma-schema.ts'
import { addForeignKey, dropForeignKey } from './relations.ts'
import type { Sources } from './sources.ts'

/** What a Prisma schema has no words for, and what it does not know, stays as it is. */
export function align(schema: PrismaSchema, from: Schema, to: Schema, sources: Sources): PrismaSchema {
  return differencesBetween(from, to).reduce((edited, difference) => edit(edited, difference, sources), schema)
}

function edit(schema: PrismaSchema, difference: Difference, sources: Sources): PrismaSchema {
  switch (difference.kind) {
    case 'add-enum':
      return addEnum(schema, difference.type, sources)
    case 'change-enum':
      return changeEnum(schema, difference.type)
    case 'drop-enum':
      return dropEnum(schema, difference.type.name)
    case 'add-table':
      return addTable(schema, difference.table, sources)
    case 'drop-table':
      return dropTable(schema, difference.table.name)
    case 'add-column':
      return addColumn(schema, difference.table, difference.column, sources)
    case 'change-column':
      return changeColumn(schema, difference.table, difference.from, difference.column, sources)
    case 'drop-column':
      return dropColumn(schema, difference.table, difference.column.name)
    default:
      return editKey(schema, difference, sources)
  }
}

type KeyDifference = Extract<Difference, { readonly kind: 'add-key' | 'drop-key' | 'add-foreign-key' | 'drop-foreign-key' }>

function editKey(schema: PrismaSchema, difference: KeyDifference, sources: Sources): PrismaSchema {
  switch (difference.kind) {
    case 'add-key':
      return addKey(schema, difference.table, difference.key, sources)
    case 'drop-key':
      return dropKey(schema, difference.table, difference.key)
    case 'add-foreign-key':
      return addForeignKey(schema, difference.table, difference.constraint, sources)
    case 'drop-foreign-key':
      return dropForeignKey(schema, difference.table, difference.constraint)
    default:
      return assertNever(difference)
  }
}
