// Fields: adds, reshapes and removes the one that stands for a column.
import type { ColumnDefinition, TableName } from '@migration-planner/core'
import type { Attribute } from './attributes.ts'
import type { Member } from './blocks.ts'
import { type FieldType, fieldTypeOf } from './column-types.ts'
import { defaultAttribute, isMadeByClient } from './default-attribute.ts'
import { addMember, appended, editText, removeMember, type TextEdit, withoutAttribute } from './edits.ts'
import {
  again,
  attributeOf,
  fieldFor,
  fieldsOf,
  isIgnored,
  modelFor,
  type PlacedBlock,
  type PrismaSchema,
} from './prisma-schema.ts'
import type { Sources } from './sources.ts'
import { freeName } from './free-name.ts'

type Field = Member & { readonly name: string }

/** Adds a field for a column, in an older version's words where there is one; one that is there already takes the column's shape. */
export function addColumn(schema: PrismaSchema, table: TableName, column: ColumnDefinition, sources: Sources): PrismaSchema {
  const model = modelFor(schema, table)
  if (!model) return schema
  const existing = fieldFor(schema, model, column.name)
  if (existing) return shapeAdded(schema, model, existing, column, sources)
  const donor = donorOf(schema, table, column, sources)
  const name = freeFieldName(model, donor?.field.name ?? column.name, column.name)
  const code = donor && donor.field.name === name ? donor.text : generatedField(schema, name, column)
  const remarked = sources.hide && !code.includes('//') ? `${code} ${sources.remark}` : code
  const added = addMember(
    schema,
    model,
    remarked,
    fieldsOf(model).find((field) => field.name === donor?.after),
  )
  const inserted = fieldFor(added, again(added, model), column.name)
  return inserted ? shapeAdded(added, again(added, model), inserted, column, sources) : added
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
  const model = modelFor(schema, table)
  const field = model && fieldFor(schema, model, column.name)
  if (!field) return schema
  const wanted = sources.hide ? undefined : donorOf(schema, table, column, sources)?.field
  const edits = [
    ...(from.type.sql === column.type.sql ? [] : typeEdits(schema, model, field, column)),
    ...(from.nullable === column.nullable ? [] : optionalEdits(schema, model, field, column)),
    ...(sameDefault(from, column)
      ? []
      : defaultEdits(schema, model, field, column, wanted && attributeOf(wanted, 'default')?.text)),
  ]
  return editText(schema, model.path, edits)
}

function sameDefault(one: ColumnDefinition, other: ColumnDefinition): boolean {
  return one.default?.sql === other.default?.sql && one.autoIncrement === other.autoIncrement
}

interface Donor {
  readonly field: Field
  readonly text: string
  /** The field it stood behind. */
  readonly after: string | undefined
}

function donorOf(schema: PrismaSchema, table: TableName, column: ColumnDefinition, sources: Sources): Donor | undefined {
  for (const donor of sources.donors) {
    const model = modelFor(donor, table)
    const field = model && fieldFor(donor, model, column.name)
    if (!field || !hasType(schema, field, column)) continue
    const fields = fieldsOf(model)
    const after = fields[fields.findIndex(({ name }) => name === field.name) - 1]?.name
    return { field, text: lineText(donor, model, field), after }
  }
  return undefined
}

/** The member with its documentation and the comment behind it, without indentation and line break. */
function lineText(schema: PrismaSchema, block: PlacedBlock, member: Member): string {
  const file = schema.files.find(({ path }) => path === block.path)?.text ?? ''
  return file.slice(member.lines.start, member.lines.end).trim()
}

function hasType(schema: PrismaSchema, field: Member, column: ColumnDefinition): boolean {
  const type = fieldTypeOf(schema, column)
  const native = nativeOf(field)?.text
  return field.type?.name === type.name && field.list === type.list && (type.native === undefined || native === type.native)
}

function nativeOf(field: Member): Attribute | undefined {
  return field.attributes.find(({ name }) => name.startsWith('db.'))
}

/** An added field: what the line says of nullability and default may be older than the column. */
function shapeAdded(
  schema: PrismaSchema,
  model: PlacedBlock,
  field: Field,
  column: ColumnDefinition,
  sources: Sources,
): PrismaSchema {
  const value = attributeOf(field, 'default')
  const hasDefault = value !== undefined && !isMadeByClient(value)
  const needsDefault = column.default !== undefined || column.autoIncrement !== undefined
  const edits = [
    ...optionalEdits(schema, model, field, column),
    ...(hasDefault === needsDefault ? [] : defaultEdits(schema, model, field, column, undefined)),
    ...(sources.hide ? ignoreEdits(model, field) : []),
  ]
  return editText(schema, model.path, edits)
}

/** Prisma knows no `@ignore` on what its client never sees anyway. */
function ignoreEdits(model: PlacedBlock, field: Member): readonly TextEdit[] {
  const hidden = isIgnored(model) || attributeOf(field, 'ignore') || field.type?.name.startsWith('Unsupported')
  return hidden ? [] : [appended(field, '@ignore')]
}

function optionalEdits(schema: PrismaSchema, model: PlacedBlock, field: Field, column: ColumnDefinition): readonly TextEdit[] {
  if (!field.type || field.list || field.optional === column.nullable || isInId(model, field)) return []
  const { end } = field.type
  const following = schema.files.find(({ path }) => path === model.path)?.text.slice(end, end + 3) ?? ''
  if (!column.nullable) return [{ start: end, end: end + 1, text: following.startsWith('? ') ? ' ' : '' }]
  // The mark takes the place of one of several blanks, so that columns of attributes stay in line.
  return [{ start: end, end: following.startsWith('  ') ? end + 1 : end, text: '?' }]
}

function isInId(model: PlacedBlock, field: Field): boolean {
  const ofBlock = model.members
    .flatMap(({ attributes }) => attributes)
    .find((attribute) => attribute.ofBlock && attribute.name === 'id')
  return (
    attributeOf(field, 'id') !== undefined ||
    (ofBlock?.arguments.some(({ tokens }) => tokens.some(({ text }) => text === field.name)) ?? false)
  )
}

function defaultEdits(
  schema: PrismaSchema,
  model: PlacedBlock,
  field: Field,
  column: ColumnDefinition,
  wanted: string | undefined,
): readonly TextEdit[] {
  const present = attributeOf(field, 'default')
  const text = wanted ?? defaultAttribute(schema, column, fieldTypeOf(schema, column))
  if (present && text === undefined) return isMadeByClient(present) ? [] : [withoutAttribute(schema, model.path, present)]
  if (text === undefined || present?.text === text) return []
  return [present ? { start: present.start, end: present.end, text } : appended(field, text)]
}

function typeEdits(schema: PrismaSchema, model: PlacedBlock, field: Field, column: ColumnDefinition): readonly TextEdit[] {
  const type = fieldTypeOf(schema, column)
  const native = nativeOf(field)
  if (!field.type) return []
  return [
    ...(field.type.name === type.name ? [] : [{ start: field.type.start, end: field.type.end, text: type.name }]),
    ...nativeEdits(schema, model, field, native, type),
  ]
}

function nativeEdits(
  schema: PrismaSchema,
  model: PlacedBlock,
  field: Field,
  native: Attribute | undefined,
  type: FieldType,
): readonly TextEdit[] {
  if (native && type.native)
    return native.text === type.native ? [] : [{ start: native.start, end: native.end, text: type.native }]
  if (native) return [withoutAttribute(schema, model.path, native)]
  return type.native ? [appended(field, type.native)] : []
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
