// Fields: adds, reshapes and removes the one that stands for a column.
import type { ColumnDefinition, TableName } from '@migration-planner/core'
import type { Member } from './blocks.ts'
import { fieldTypeOf } from './column-types.ts'
import { isMadeByClient } from './default-attribute.ts'
import { addMember, removeMember } from './edits.ts'
import { defaultOf, ignored, nativeAttribute, nativeTypeOf, nullabilityOf, shapeField, typeOf } from './field-shape.ts'
import { freeName } from './free-name.ts'
import { attributeOf, fieldFor, fieldsOf, fileText, modelFor, type PlacedBlock, type PrismaSchema } from './prisma-schema.ts'
import type { Sources } from './sources.ts'

/** Adds a field for a column, in an older version's words where there is one; one that is there already takes the column's shape. */
export function addColumn(schema: PrismaSchema, table: TableName, column: ColumnDefinition, sources: Sources): PrismaSchema {
  const model = modelFor(schema, table)
  if (!model) return schema
  const added = fieldFor(schema, model, column.name) ? schema : addField(schema, model, table, column, sources)
  return shapeField(added, table, column.name, [
    nullabilityOf(column),
    (place) => (describesDefault(place.field, column) ? undefined : defaultOf(column)(place)),
    ...(sources.hide ? [ignored] : []),
  ])
}

/** Removes the field that stands for a column. */
export function dropColumn(schema: PrismaSchema, table: TableName, column: string): PrismaSchema {
  const model = modelFor(schema, table)
  const field = model && fieldFor(schema, model, column)
  return field ? removeMember(schema, model, field) : schema
}

/** Gives a field what of its column differs: type, nullability, default. */
export function changeColumn(
  schema: PrismaSchema,
  table: TableName,
  from: ColumnDefinition,
  column: ColumnDefinition,
  sources: Sources,
): PrismaSchema {
  const wanted = sources.hide ? undefined : donorOf(schema, table, column, sources)?.field
  const sameDefault = from.default?.sql === column.default?.sql && from.autoIncrement === column.autoIncrement
  return shapeField(schema, table, column.name, [
    ...(from.type.sql === column.type.sql ? [] : [typeOf(column), nativeTypeOf(column)]),
    ...(from.nullable === column.nullable ? [] : [nullabilityOf(column)]),
    ...(sameDefault ? [] : [defaultOf(column, wanted && attributeOf(wanted, 'default')?.text)]),
  ])
}

function addField(
  schema: PrismaSchema,
  model: PlacedBlock,
  table: TableName,
  column: ColumnDefinition,
  sources: Sources,
): PrismaSchema {
  const donor = donorOf(schema, table, column, sources)
  const name = freeFieldName(model, donor?.field.name ?? column.name, column.name)
  const code = donor?.field.name === name ? donor.text : generatedField(schema, name, column)
  // Prisma takes @map("x") for a second field x where the field x, mapped to another column, stands behind it.
  const namesake = fieldsOf(model).find((field) => field.name === column.name)
  const after = namesake ?? fieldsOf(model).find((field) => field.name === donor?.after)
  return addMember(schema, model, sources.hide && !code.includes('//') ? `${code} ${sources.remark}` : code, after)
}

interface Donor {
  readonly field: Member & { readonly name: string }
  readonly text: string
  /** The field it stood behind. */
  readonly after: string | undefined
}

function donorOf(schema: PrismaSchema, table: TableName, column: ColumnDefinition, { donors }: Sources): Donor | undefined {
  for (const donor of donors) {
    const model = modelFor(donor, table)
    const field = model && fieldFor(donor, model, column.name)
    if (!field || !hasType(schema, field, column)) continue
    const fields = fieldsOf(model)
    const after = fields[fields.findIndex(({ name }) => name === field.name) - 1]?.name
    // With its documentation and the comment behind it.
    const text = fileText(donor, model.path).slice(field.lines.start, field.lines.end).trim()
    return { field, text, after }
  }
  return undefined
}

function hasType(schema: PrismaSchema, field: Member, column: ColumnDefinition): boolean {
  const type = fieldTypeOf(schema, column)
  const sameNative = type.native === undefined || nativeAttribute(field)?.text === type.native
  return field.type?.name === type.name && field.list === type.list && sameNative
}

/** What an older line says of the default may be older than the column. */
function describesDefault(field: Member, column: ColumnDefinition): boolean {
  const value = attributeOf(field, 'default')
  const has = value !== undefined && !isMadeByClient(value)
  return has === (column.default !== undefined || column.autoIncrement !== undefined)
}

function generatedField(schema: PrismaSchema, name: string, column: ColumnDefinition): string {
  const type = fieldTypeOf(schema, column)
  const mark = type.list ? '[]' : column.nullable ? '?' : ''
  const map = name === column.name ? [] : [`@map(${JSON.stringify(column.name)})`]
  return [name, type.name + mark, ...map, ...(type.native ? [type.native] : [])].join(' ')
}

function freeFieldName(model: PlacedBlock, wanted: string, column: string): string {
  const taken = new Set(fieldsOf(model).map(({ name }) => name))
  return freeName(taken.has(wanted) ? column : wanted, taken)
}
