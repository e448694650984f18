// Shapings: one edit each that brings a field nearer to its column: type, nullability, default, and hiding it from the client.
import type { ColumnDefinition, TableName } from '@migration-planner/core'
import type { Attribute } from './attributes.ts'
import type { Member } from './blocks.ts'
import { fieldTypeOf } from './column-types.ts'
import { defaultAttribute, isMadeByClient } from './default-attribute.ts'
import { appended, editText, type TextEdit, withoutAttribute } from './edits.ts'
import { attributeOf, fieldFor, fileText, isIgnored, modelFor, type PlacedBlock, type PrismaSchema } from './prisma-schema.ts'

/** A field where it stands. */
export interface FieldPlace {
  readonly schema: PrismaSchema
  readonly model: PlacedBlock
  readonly field: Member & { readonly name: string }
}

/** Undefined where nothing has to change. */
export interface Shaping {
  (place: FieldPlace): TextEdit | undefined
}

/** Applies shapings one after the other, each to the text that the one before left. */
export function shapeField(schema: PrismaSchema, table: TableName, column: string, shapings: readonly Shaping[]): PrismaSchema {
  return shapings.reduce((current, shaping) => {
    const model = modelFor(current, table)
    const field = model && fieldFor(current, model, column)
    const edit = field && shaping({ schema: current, model, field })
    return edit ? editText(current, model.path, [edit]) : current
  }, schema)
}

export function typeOf(column: ColumnDefinition): Shaping {
  return ({ schema, field: { type } }) => {
    const { name } = fieldTypeOf(schema, column)
    return !type || type.name === name ? undefined : { start: type.start, end: type.end, text: name }
  }
}

export function nativeTypeOf(column: ColumnDefinition): Shaping {
  return ({ schema, model, field }) => {
    const { native: text } = fieldTypeOf(schema, column)
    const present = nativeAttribute(field)
    if (present && text !== undefined) return { start: present.start, end: present.end, text }
    if (present) return withoutAttribute(schema, model.path, present)
    return text === undefined ? undefined : appended(field, text)
  }
}

/** A field of the primary key and a list are never optional. */
export function nullabilityOf(column: ColumnDefinition): Shaping {
  return ({ schema, model, field }) => {
    if (!field.type || field.list || field.optional === column.nullable || isInId(model, field)) return undefined
    const { end } = field.type
    const following = fileText(schema, model.path).slice(end, end + 3)
    if (!column.nullable) return { start: end, end: end + 1, text: following.startsWith('? ') ? ' ' : '' }
    // The mark takes the place of one of several blanks, so that columns of attributes stay in line.
    return { start: end, end: following.startsWith('  ') ? end + 1 : end, text: '?' }
  }
}

/** `wanted` is the attribute's text where somebody knows it better than the catalog. */
export function defaultOf(column: ColumnDefinition, wanted?: string): Shaping {
  return ({ schema, model, field }) => {
    const present = attributeOf(field, 'default')
    const text = wanted ?? defaultAttribute(schema, column, fieldTypeOf(schema, column))
    if (!present) return text === undefined ? undefined : appended(field, text)
    if (text !== undefined) return { start: present.start, end: present.end, text }
    return isMadeByClient(present) ? undefined : withoutAttribute(schema, model.path, present)
  }
}

/** Prisma knows no `@ignore` on what its client never sees anyway. */
export const ignored: Shaping = ({ model, field }) => {
  const hidden = isIgnored(model) || attributeOf(field, 'ignore') || field.type?.name.startsWith('Unsupported')
  return hidden ? undefined : appended(field, '@ignore')
}

export function nativeAttribute(field: Member): Attribute | undefined {
  return field.attributes.find(({ name }) => name.startsWith('db.'))
}

function isInId(model: PlacedBlock, field: Member): boolean {
  if (attributeOf(field, 'id')) return true
  const ofBlock = model.members.flatMap(({ attributes }) =>
    attributes.filter(({ ofBlock: whole, name }) => whole && name === 'id'),
  )
  return ofBlock.some((id) => id.arguments.some(({ tokens }) => tokens.some(({ text }) => text === field.name)))
}
