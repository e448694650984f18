// PrismaSchema: all files of a project's schema, and which model, field and enum stands for which table, column and type.
import { keyOf, type TableName } from '@migration-planner/core'
import { stringArgument } from './attributes.ts'
import { type Block, blocksOf, type BlockKind, type Member } from './blocks.ts'

export interface SchemaFile {
  readonly path: string
  readonly text: string
}

/** A block with the file it stands in. */
export interface PlacedBlock extends Block {
  readonly path: string
}

export interface PrismaSchema {
  readonly files: readonly SchemaFile[]
  readonly blocks: readonly PlacedBlock[]
}

export function prismaSchema(files: readonly SchemaFile[]): PrismaSchema {
  return { files, blocks: files.flatMap(({ path, text }) => blocksOf(text).map((block) => ({ ...block, path }))) }
}

/** The schema with a part of one file replaced. */
export function replaceText(schema: PrismaSchema, path: string, start: number, end: number, text: string): PrismaSchema {
  return prismaSchema(
    schema.files.map((file) =>
      file.path === path ? { path, text: file.text.slice(0, start) + text + file.text.slice(end) } : file,
    ),
  )
}

export function fileText(schema: PrismaSchema, path: string): string {
  return schema.files.find((file) => file.path === path)?.text ?? ''
}

/** The line break that a file uses. */
export function lineBreakOf(text: string): '\r\n' | '\n' {
  return text.includes('\r\n') ? '\r\n' : '\n'
}

export function textOfMember(schema: PrismaSchema, block: PlacedBlock, member: Member): string {
  return fileText(schema, block.path).slice(member.start, member.end)
}

/** A model by the table it stands for. */
export function modelFor(schema: PrismaSchema, table: TableName): PlacedBlock | undefined {
  return blockFor(schema, 'model', table)
}

export function enumFor(schema: PrismaSchema, type: TableName): PlacedBlock | undefined {
  return blockFor(schema, 'enum', type)
}

// A live catalog spells the schema of the URL's `?schema=`, which the files leave out: then the name alone decides.
function blockFor(schema: PrismaSchema, kind: BlockKind, name: TableName): PlacedBlock | undefined {
  const candidates = schema.blocks.filter((block) => block.kind === kind)
  const exact = candidates.find((block) => keyOf(databaseName(block)) === keyOf(name))
  if (exact) return exact
  const alike = candidates.filter((block) => databaseName(block).name === name.name && databaseName(block).schema === undefined)
  return alike.length === 1 ? alike[0] : undefined
}

/** The table or type that a model or enum stands for. */
export function databaseName(block: Block): TableName {
  const attributes = block.members.flatMap((member) => member.attributes.filter(({ ofBlock }) => ofBlock))
  const map = attributes.find(({ name }) => name === 'map')
  const schema = attributes.find(({ name }) => name === 'schema')
  return {
    schema: schema ? stringArgument(schema, 'name', true) : undefined,
    name: (map && stringArgument(map, 'name', true)) ?? block.name,
  }
}

/** Fields of a model, and values of an enum. */
export function fieldsOf(block: Block): readonly (Member & { readonly name: string })[] {
  return block.members.filter((member): member is Member & { readonly name: string } => member.name !== undefined)
}

/** The column that a field stands for, or the label that an enum's value stands for. */
export function columnOf(field: Member): string {
  const map = attributeOf(field, 'map')
  return (map && stringArgument(map, 'name', true)) ?? field.name ?? ''
}

export function attributeOf(member: Member, name: string): Member['attributes'][number] | undefined {
  return member.attributes.find((attribute) => attribute.name === name && !attribute.ofBlock)
}

/** Fields of a model that are columns: no relations. */
export function columnFields(schema: PrismaSchema, block: Block): readonly (Member & { readonly name: string })[] {
  return fieldsOf(block).filter((field) => !isRelation(schema, field))
}

export function fieldFor(schema: PrismaSchema, block: Block, column: string): (Member & { readonly name: string }) | undefined {
  return columnFields(schema, block).find((field) => columnOf(field) === column)
}

export function isRelation(schema: PrismaSchema, field: Member): boolean {
  return schema.blocks.some((block) => (block.kind === 'model' || block.kind === 'view') && block.name === field.type?.name)
}

/** Whether a model has been kept only so that its table is: `@@ignore`. */
export function isIgnored(block: Block): boolean {
  return block.members.some(({ attributes }) => attributes.some(({ name, ofBlock }) => ofBlock && name === 'ignore'))
}

/** The same block in a changed schema. */
export function again(schema: PrismaSchema, block: PlacedBlock): PlacedBlock {
  return schema.blocks.find(({ kind, name }) => kind === block.kind && name === block.name) ?? block
}
