// Models and enums: keeps one whose table or type is still there, and lets it go.
import type { EnumType, Table, TableName } from '@migration-planner/core'
import { addBlock, addMember, editText, removeBlock, removeMember } from './edits.ts'
import { addColumn } from './fields.ts'
import { freeName, modelName } from './free-name.ts'
import {
  again,
  attributeOf,
  columnFields,
  columnOf,
  databaseName,
  enumFor,
  fieldsOf,
  fileText,
  isIgnored,
  isRelation,
  modelFor,
  type PlacedBlock,
  type PrismaSchema,
} from './prisma-schema.ts'
import type { Sources } from './sources.ts'

/** Adds the model of a table, its keys and relations excepted: they come by themselves. */
export function addTable(schema: PrismaSchema, table: Table, sources: Sources): PrismaSchema {
  const existing = modelFor(schema, table.name)
  const started = existing ? schema : startModel(schema, table, sources)
  const model = modelFor(started, table.name)
  if (!model) return schema
  const ignored =
    sources.hide && !isIgnored(model) ? addMember(started, model, existing ? '@@ignore' : `@@ignore ${sources.remark}`) : started
  return table.columns.reduce((edited, column) => addColumn(edited, table.name, column, { ...sources, hide: false }), ignored)
}

/** Removes a table's model, and the fields with which other models point at it. */
export function dropTable(schema: PrismaSchema, table: TableName): PrismaSchema {
  const model = modelFor(schema, table)
  if (!model) return schema
  const pointing = schema.blocks.filter(({ kind, name }) => kind === 'model' && name !== model.name)
  const freed = pointing.reduce((edited, block) => withoutMembers(edited, block, ({ type }) => type?.name === model.name), schema)
  return removeBlock(freed, again(freed, model))
}

export function addEnum(schema: PrismaSchema, type: EnumType, { donors }: Sources): PrismaSchema {
  if (enumFor(schema, type.name)) return schema
  const donated = firstOf(donors, (donor) => enumFor(donor, type.name))
  const taken = blockNames(schema)
  const text = donated && !taken.has(donated.block.name) ? blockText(donated.donor, donated.block) : generatedEnum(type, taken)
  const added = addBlock(schema, placeOf(schema, donated?.block.path), text)
  return changeEnum(added, type)
}

/** Brings an enum's values to those of its type. */
export function changeEnum(schema: PrismaSchema, type: EnumType): PrismaSchema {
  const found = enumFor(schema, type.name)
  if (!found) return schema
  const trimmed = withoutMembers(schema, found, (member) => member.name !== undefined && !type.values.includes(columnOf(member)))
  return type.values.reduce((edited, value) => {
    const block = again(edited, found)
    const names = new Set(fieldsOf(block).map(({ name }) => name))
    return fieldsOf(block).some((member) => columnOf(member) === value)
      ? edited
      : addMember(edited, block, enumValue(value, names))
  }, trimmed)
}

export function dropEnum(schema: PrismaSchema, type: TableName): PrismaSchema {
  const found = enumFor(schema, type)
  return found ? removeBlock(schema, found) : schema
}

function startModel(schema: PrismaSchema, table: Table, { donors }: Sources): PrismaSchema {
  const taken = blockNames(schema)
  const donated = firstOf(donors, (donor) => modelFor(donor, table.name))
  if (donated && !taken.has(donated.block.name)) {
    const columns = table.columns.map(({ name }) => name)
    const scalars = scalarsOnly(donated.donor, donated.block, columns)
    return addBlock(schema, placeOf(schema, donated.block.path), scalars)
  }
  const name = freeName(modelName(table.name.name), taken)
  const attributes = [
    ...(name === table.name.name ? [] : [`  @@map(${JSON.stringify(table.name.name)})`]),
    ...(table.name.schema !== undefined && usesSchemas(schema) ? [`  @@schema(${JSON.stringify(table.name.schema)})`] : []),
  ]
  const body = attributes.length > 0 ? ['', ...attributes] : []
  return addBlock(schema, placeOf(schema, undefined), [`model ${name} {`, ...body, '}'].join('\n'))
}

/** An older model's text without its relations, without columns that are gone, and without `@ignore`, which an ignored model refuses. */
function scalarsOnly(donor: PrismaSchema, block: PlacedBlock, columns: readonly string[]): string {
  const kept = withoutMembers(
    donor,
    block,
    (member) => isRelation(donor, member) || (member.name !== undefined && !columns.includes(columnOf(member))),
  )
  const model = again(kept, block)
  const edits = columnFields(kept, model).flatMap((field) => {
    const ignore = attributeOf(field, 'ignore')
    return ignore ? [{ start: ignore.start - 1, end: ignore.end, text: '' }] : []
  })
  const plain = editText(kept, model.path, edits)
  return blockText(plain, again(plain, model))
}

function generatedEnum(type: EnumType, taken: ReadonlySet<string>): string {
  const name = freeName(type.name.name, taken)
  const names = new Set<string>()
  const values = type.values.map((value) => {
    const line = enumValue(value, names)
    names.add(line.split(' ')[0] ?? line)
    return `  ${line}`
  })
  const map = name === type.name.name ? [] : ['', `  @@map(${JSON.stringify(type.name.name)})`]
  return [`enum ${name} {`, ...values, ...map, '}'].join('\n')
}

function enumValue(value: string, taken: ReadonlySet<string>): string {
  const name = freeName(value, taken)
  return name === value ? name : `${name} @map(${JSON.stringify(value)})`
}

function withoutMembers(
  schema: PrismaSchema,
  block: PlacedBlock,
  goes: (member: PlacedBlock['members'][number]) => boolean,
): PrismaSchema {
  const current = again(schema, block)
  const member = current.members.find(goes)
  return member ? withoutMembers(removeMember(schema, current, member), block, goes) : schema
}

function firstOf(
  donors: readonly PrismaSchema[],
  find: (donor: PrismaSchema) => PlacedBlock | undefined,
): { readonly donor: PrismaSchema; readonly block: PlacedBlock } | undefined {
  for (const donor of donors) {
    const block = find(donor)
    if (block) return { donor, block }
  }
  return undefined
}

function blockText(schema: PrismaSchema, block: PlacedBlock): string {
  return fileText(schema, block.path).slice(block.lines.start, block.lines.end).trimEnd()
}

function blockNames(schema: PrismaSchema): ReadonlySet<string> {
  return new Set(schema.blocks.map(({ name }) => name))
}

/** The file it stood in, or the one with the datasource. */
function placeOf(schema: PrismaSchema, path: string | undefined): string {
  const home =
    schema.files.find((file) => file.path === path) ??
    schema.files.find((file) => file.path === schema.blocks.find(({ kind }) => kind === 'datasource')?.path)
  return (home ?? schema.files[0])?.path ?? 'schema.prisma'
}

function usesSchemas(schema: PrismaSchema): boolean {
  return schema.blocks.some((block) => databaseName(block).schema !== undefined)
}
