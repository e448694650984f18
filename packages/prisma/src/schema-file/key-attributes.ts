// Key attributes: @id, @unique, @@id, @@unique and @@index, found, added and removed by the columns they stand on.
import type { TableName } from '@migration-planner/core'
import { type Attribute, listArgument, stringArgument } from './attributes.ts'
import type { Member } from './blocks.ts'
import { addMember, appended, editText, removeMember, withoutAttribute } from './edits.ts'
import { defaultKeyName, type Key, type KeyColumn, type KeyKind } from './keys.ts'
import { columnFields, columnOf, databaseName, fieldFor, modelFor, type PlacedBlock, type PrismaSchema } from './prisma-schema.ts'
import type { Sources } from './sources.ts'

interface KeyAttribute {
  readonly member: Member
  readonly attribute: Attribute
}

/** Adds a key's attribute; one on the same columns takes the key's name. */
export function addKey(schema: PrismaSchema, table: TableName, key: Key, sources: Sources): PrismaSchema {
  const model = modelFor(schema, table)
  if (!model) return schema
  const existing = keyAttributeFor(schema, model, key)
  if (existing) return named(schema, model, existing, key)
  const fields = key.columns.map(({ column }) => fieldFor(schema, model, column))
  if (fields.some((field) => field === undefined)) return schema
  const donated = sources.hide ? undefined : donatedText(table, key, sources)
  const [field] = fields
  if (donated?.startsWith('@@')) return addMember(schema, model, donated)
  if (key.columns.length === 1 && key.kind !== 'index' && field)
    return editText(schema, model.path, [appended(field, donated ?? fieldAttribute(table, key))])
  return addMember(
    schema,
    model,
    blockAttribute(
      table,
      key,
      fields.map((each) => each?.name ?? ''),
    ),
  )
}

/** Removes a key's attribute, from its field or from the block. */
export function dropKey(schema: PrismaSchema, table: TableName, key: Key): PrismaSchema {
  const model = modelFor(schema, table)
  const existing = model && keyAttributeFor(schema, model, key)
  if (!existing) return schema
  if (existing.attribute.ofBlock) return removeMember(schema, model, existing.member)
  return editText(schema, model.path, [withoutAttribute(schema, model.path, existing.attribute)])
}

function donatedText(table: TableName, key: Key, { donors }: Sources): string | undefined {
  for (const donor of donors) {
    const model = modelFor(donor, table)
    const found = model && keyAttributeFor(donor, model, key)
    if (found) return found.attribute.text
  }
  return undefined
}

/** The attribute of the key's kind on the key's columns; the one of its name where there are several. */
function keyAttributeFor(schema: PrismaSchema, model: PlacedBlock, key: Key): KeyAttribute | undefined {
  const candidates = model.members
    .flatMap((member) => member.attributes.map((attribute) => ({ member, attribute })))
    .filter(({ attribute }) => attribute.name === key.kind)
    .filter((candidate) => sameColumns(schema, model, candidate, key))
  return candidates.find((candidate) => nameOf(model, candidate, key) === key.name) ?? candidates[0]
}

function sameColumns(schema: PrismaSchema, model: PlacedBlock, { member, attribute }: KeyAttribute, key: Key): boolean {
  const names = attribute.ofBlock ? listArgument(attribute, 'fields', true) : [member.name ?? '']
  const columns = names
    .map((name) => columnFields(schema, model).find((field) => field.name === name))
    .map((field) => field && columnOf(field))
  return columns.length === key.columns.length && key.columns.every(({ column }, index) => columns[index] === column)
}

function nameOf(model: PlacedBlock, { attribute }: KeyAttribute, key: Key): string {
  return stringArgument(attribute, 'map', false) ?? defaultKeyName(databaseName(model).name, key)
}

function named(schema: PrismaSchema, model: PlacedBlock, found: KeyAttribute, key: Key): PrismaSchema {
  if (nameOf(model, found, key) === key.name) return schema
  const { attribute } = found
  const map = attribute.arguments.find(({ name }) => name === 'map')
  const value = map?.tokens[0]
  if (value) return editText(schema, model.path, [{ start: value.start, end: value.end, text: JSON.stringify(key.name) }])
  const written = `map: ${JSON.stringify(key.name)}`
  const text = attribute.arguments.length > 0 ? `, ${written})` : `(${written})`
  const start = attribute.text.endsWith(')') ? attribute.end - 1 : attribute.end
  return editText(schema, model.path, [{ start, end: attribute.end, text: attribute.text.endsWith('()') ? `${written})` : text }])
}

function fieldAttribute(table: TableName, key: Key): string {
  const map = mapOf(table, key)
  return `@${key.kind}${map === undefined ? '' : `(${map})`}`
}

const methods: Readonly<Record<string, string>> = { hash: 'Hash', gin: 'Gin', gist: 'Gist', spgist: 'SpGist', brin: 'Brin' }

function blockAttribute(table: TableName, key: Key, fields: readonly string[]): string {
  const listed = key.columns.map((column, index) => fieldInList(fields[index] ?? '', column, key.kind)).join(', ')
  const method = methods[key.method]
  const map = mapOf(table, key)
  const others = [...(method ? [`type: ${method}`] : []), ...(map === undefined ? [] : [map])]
  return `@@${key.kind}(${[`[${listed}]`, ...others].join(', ')})`
}

function fieldInList(field: string, column: KeyColumn, kind: KeyKind): string {
  const details = [
    ...(column.operatorClass === undefined || kind !== 'index' ? [] : [`ops: raw(${JSON.stringify(column.operatorClass)})`]),
    ...(column.descending ? ['sort: Desc'] : []),
  ]
  return details.length > 0 ? `${field}(${details.join(', ')})` : field
}

function mapOf(table: TableName, key: Key): string | undefined {
  return key.name === defaultKeyName(table.name, key) ? undefined : `map: ${JSON.stringify(key.name)}`
}
