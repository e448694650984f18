// Relations: the pair of fields that stands for a foreign key.
import { type ForeignKeyConstraint, type ReferentialAction, type TableName } from '@migration-planner/core'
import { listArgument, stringArgument } from './attributes.ts'
import type { Member } from './blocks.ts'
import { addMember, removeMember } from './edits.ts'
import { freeName } from './free-name.ts'
import { defaultForeignKeyName } from './keys.ts'
import {
  again,
  attributeOf,
  databaseName,
  fieldFor,
  fieldsOf,
  isIgnored,
  modelFor,
  type PlacedBlock,
  type PrismaSchema,
  textOfMember,
} from './prisma-schema.ts'
import type { Sources } from './sources.ts'

type Field = Member & { readonly name: string }

/** Both fields of a relation. */
interface Pair {
  readonly field: Field
  readonly opposite: Field | undefined
}

/** Adds the fields of a foreign key on both sides, in an older version's words where there are any that still fit. */
export function addForeignKey(
  schema: PrismaSchema,
  table: TableName,
  constraint: ForeignKeyConstraint,
  sources: Sources,
): PrismaSchema {
  const child = modelFor(schema, table)
  const parent = modelFor(schema, constraint.references.table)
  if (!child || !parent || pairFor(schema, child, parent, constraint)) return schema
  if (constraint.columns.some((column) => !fieldFor(schema, child, column))) return schema
  const texts = donatedTexts(child, parent, table, constraint, sources) ?? generatedTexts(schema, child, parent, constraint)
  const hidden = (block: PlacedBlock, text: string): string =>
    !sources.hide || isIgnored(block) || text.includes('@ignore') ? text : `${text} @ignore`
  const added = addMember(schema, child, hidden(child, texts.field))
  return addMember(added, again(added, parent), hidden(parent, texts.opposite))
}

/** Removes both fields of a foreign key. */
export function dropForeignKey(schema: PrismaSchema, table: TableName, constraint: ForeignKeyConstraint): PrismaSchema {
  const child = modelFor(schema, table)
  const parent = modelFor(schema, constraint.references.table)
  const pair = child && parent && pairFor(schema, child, parent, constraint)
  if (!pair) return schema
  const removed = removeMember(schema, child, pair.field)
  if (!pair.opposite) return removed
  const side = again(removed, parent)
  const opposite = fieldsOf(side).find(({ name }) => name === pair.opposite?.name)
  return opposite ? removeMember(removed, side, opposite) : removed
}

function pairFor(
  schema: PrismaSchema,
  child: PlacedBlock,
  parent: PlacedBlock,
  constraint: ForeignKeyConstraint,
): Pair | undefined {
  const candidates = fieldsOf(child).filter(
    (candidate) => candidate.type?.name === parent.name && standsOn(schema, child, candidate, constraint),
  )
  const field = candidates.find((candidate) => foreignKeyName(child, candidate, constraint) === constraint.name) ?? candidates[0]
  if (!field) return undefined
  const opposite = fieldsOf(parent).find(
    (candidate) =>
      candidate.type?.name === child.name &&
      candidate.name !== field.name &&
      relationName(candidate) === relationName(field) &&
      !hasFields(candidate),
  )
  return { field, opposite }
}

function standsOn(schema: PrismaSchema, child: PlacedBlock, field: Field, constraint: ForeignKeyConstraint): boolean {
  const relation = attributeOf(field, 'relation')
  const names = relation ? listArgument(relation, 'fields', false) : []
  const wanted = constraint.columns.map((column) => fieldFor(schema, child, column)?.name)
  return names.length === wanted.length && wanted.every((name, index) => names[index] === name)
}

function foreignKeyName(child: PlacedBlock, field: Field, constraint: ForeignKeyConstraint): string {
  const relation = attributeOf(field, 'relation')
  return (
    (relation && stringArgument(relation, 'map', false)) ?? defaultForeignKeyName(databaseName(child).name, constraint.columns)
  )
}

function hasFields(field: Field): boolean {
  const relation = attributeOf(field, 'relation')
  return relation !== undefined && listArgument(relation, 'fields', false).length > 0
}

function relationName(field: Field): string | undefined {
  const relation = attributeOf(field, 'relation')
  return relation && stringArgument(relation, 'name', true)
}

interface Texts {
  readonly field: string
  readonly opposite: string
}

/** Only where both models are called as they were, and their lines say which of several relations they mean. */
function donatedTexts(
  child: PlacedBlock,
  parent: PlacedBlock,
  table: TableName,
  constraint: ForeignKeyConstraint,
  sources: Sources,
): Texts | undefined {
  for (const donor of sources.donors) {
    const from = modelFor(donor, table)
    const to = modelFor(donor, constraint.references.table)
    if (from?.name !== child.name || to?.name !== parent.name) continue
    const pair = pairFor(donor, from, to, constraint)
    if (!pair?.opposite || !fits(child, parent, pair.field, pair.opposite)) continue
    return { field: textOfMember(donor, from, pair.field), opposite: textOfMember(donor, to, pair.opposite) }
  }
  return undefined
}

function fits(child: PlacedBlock, parent: PlacedBlock, field: Field, opposite: Field): boolean {
  const taken =
    fieldsOf(child).some(({ name }) => name === field.name) || fieldsOf(parent).some(({ name }) => name === opposite.name)
  return !taken && (relationName(field) !== undefined || !areRelated(child, parent))
}

function areRelated(one: PlacedBlock, other: PlacedBlock): boolean {
  return (
    fieldsOf(one).some(({ type }) => type?.name === other.name) || fieldsOf(other).some(({ type }) => type?.name === one.name)
  )
}

const actions: Readonly<Record<ReferentialAction, string>> = {
  'no action': 'NoAction',
  restrict: 'Restrict',
  cascade: 'Cascade',
  'set null': 'SetNull',
  'set default': 'SetDefault',
}

function generatedTexts(schema: PrismaSchema, child: PlacedBlock, parent: PlacedBlock, constraint: ForeignKeyConstraint): Texts {
  const fields = constraint.columns.map((column) => fieldFor(schema, child, column))
  const references = constraint.references.columns.map((column) => fieldFor(schema, parent, column)?.name ?? column)
  const childNames = new Set(fieldsOf(child).map(({ name }) => name))
  const parentNames = new Set([...fieldsOf(parent).map(({ name }) => name), ...(child.name === parent.name ? childNames : [])])
  const name = freeName(lowerFirst(parent.name), childNames)
  const opposite = freeName(lowerFirst(child.name), new Set([...parentNames, ...(child.name === parent.name ? [name] : [])]))
  // A name of its own keeps it apart from the relations that are there, and from those that may come.
  const relation = JSON.stringify(`held_${constraint.name}`)
  const mapped =
    constraint.name === defaultForeignKeyName(databaseName(child).name, constraint.columns)
      ? []
      : [`map: ${JSON.stringify(constraint.name)}`]
  const details = [
    relation,
    `fields: [${fields.map((field) => field?.name).join(', ')}]`,
    `references: [${references.join(', ')}]`,
    `onDelete: ${actions[constraint.onDelete]}`,
    `onUpdate: ${actions[constraint.onUpdate]}`,
    ...mapped,
  ]
  const mark = fields.some((field) => field?.optional) ? '?' : ''
  return {
    field: `${name} ${parent.name}${mark} @relation(${details.join(', ')})`,
    opposite: `${opposite} ${child.name}[] @relation(${relation})`,
  }
}

function lowerFirst(name: string): string {
  return name.charAt(0).toLowerCase() + name.slice(1)
}
