// How tables, views, triggers and other named objects come, go and change their names.
import { keyOf, sameName, siblingName, type TableName } from '../operations/names.ts'
import type { Appliers } from './appliers.ts'
import { editTables, without } from './edit.ts'
import { withConstraints } from './apply-to-constraints.ts'
import type { Schema, Table } from './schema.ts'

export const applyToTables: Appliers<'create-table' | 'drop-table' | 'rename-table' | 'create-object' | 'drop-object'> = {
  'create-table': (schema, operation) => {
    const key = keyOf(operation.table)
    if (operation.ifNotExists && schema.tables.has(key)) return schema
    const table: Table = {
      name: operation.table,
      columns: operation.columns,
      constraints: [],
      indexes: [],
      partitioned: operation.partitionedBy !== undefined,
      ...(operation.partitionOf ? { partitionOf: operation.partitionOf } : {}),
      complete: !operation.fromQuery && operation.partitionOf === undefined && operation.copies === undefined,
    }
    return withConstraints({ ...schema, tables: new Map(schema.tables).set(key, table) }, operation.table, operation.constraints)
  },
  'drop-table': (schema, operation) => {
    const remaining: Schema = {
      ...schema,
      tables: without(schema.tables, keyOf(operation.table)),
      triggers: schema.triggers.filter(({ table }) => !sameName(table, operation.table)),
    }
    return operation.cascade ? withoutReferencesTo(remaining, operation.table) : remaining
  },
  'rename-table': (schema, operation) => {
    const table = schema.tables.get(keyOf(operation.table))
    if (!table) return schema
    const to = siblingName(operation.table, operation.to)
    const renamed: Table = { ...table, name: to, indexes: table.indexes.map((index) => ({ ...index, table: to })) }
    const tables = new Map(without(schema.tables, keyOf(operation.table))).set(keyOf(to), renamed)
    const triggers = schema.triggers.map((trigger) =>
      sameName(trigger.table, operation.table) ? { ...trigger, table: to } : trigger,
    )
    return repointReferences({ ...schema, tables, triggers }, operation.table, to)
  },
  'create-object': (schema, operation) => {
    if (operation.what === 'view' || operation.what === 'materialized view') {
      const view = { name: operation.name, materialized: operation.what === 'materialized view', reads: operation.reads }
      return { ...schema, views: new Map(schema.views).set(keyOf(operation.name), view) }
    }
    if (operation.what === 'trigger' && operation.table) {
      return { ...schema, triggers: [...schema.triggers, { name: operation.name.name, table: operation.table }] }
    }
    return schema
  },
  'drop-object': (schema, operation) => {
    if (operation.what === 'view' || operation.what === 'materialized view')
      return { ...schema, views: without(schema.views, keyOf(operation.name)) }
    if (operation.what === 'trigger') {
      return {
        ...schema,
        triggers: schema.triggers.filter(
          ({ name, table }) => name !== operation.name.name || !operation.table || !sameName(table, operation.table),
        ),
      }
    }
    return schema
  },
}

function withoutReferencesTo(schema: Schema, target: TableName): Schema {
  return editTables(schema, (table) => ({
    ...table,
    constraints: table.constraints.filter(
      (constraint) => constraint.kind !== 'foreign-key' || !sameName(constraint.references.table, target),
    ),
  }))
}

function repointReferences(schema: Schema, from: TableName, to: TableName): Schema {
  return editTables(schema, (table) => ({
    ...table,
    constraints: table.constraints.map((constraint) =>
      constraint.kind === 'foreign-key' && sameName(constraint.references.table, from)
        ? { ...constraint, references: { ...constraint.references, table: to } }
        : constraint,
    ),
  }))
}
