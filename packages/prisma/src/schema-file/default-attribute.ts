// A column's default as Prisma writes it: literals as literals, because Prisma compares them as values, all else as dbgenerated.
import type { ColumnDefinition } from '@migration-planner/core'
import { columnOf, fieldsOf, type PrismaSchema } from './prisma-schema.ts'
import { enumNamed, type FieldType } from './column-types.ts'
import type { Attribute } from './attributes.ts'

const functionsOfTheClient: ReadonlySet<string> = new Set(['cuid', 'uuid', 'nanoid', 'ulid', 'auto'])

/** Undefined where the column has no default. */
export function defaultAttribute(schema: PrismaSchema, column: ColumnDefinition, type: FieldType): string | undefined {
  if (column.autoIncrement) return '@default(autoincrement())'
  if (column.generated) return `@default(dbgenerated(${JSON.stringify(column.generated.expression.sql)}))`
  if (!column.default) return undefined
  return `@default(${defaultValue(schema, column.default.sql, column, type)})`
}

/** Whether Prisma's client makes the value, so that the database knows nothing of it. */
export function isMadeByClient(attribute: Attribute): boolean {
  const [argument] = attribute.arguments
  return functionsOfTheClient.has(argument?.tokens[0]?.text ?? '')
}

function defaultValue(schema: PrismaSchema, sql: string, column: ColumnDefinition, type: FieldType): string {
  const text = type.list ? undefined : stringLiteral(sql)
  if (text !== undefined) return literalFor(schema, text, column, type) ?? generated(sql)
  return wordFor(withoutCast(sql).toLowerCase(), type) ?? generated(sql)
}

function wordFor(word: string, type: FieldType): string | undefined {
  if (type.name === 'Boolean') return word === 'true' || word === 'false' ? word : undefined
  if (type.name === 'DateTime') return word === 'current_timestamp' || word === 'now()' ? 'now()' : undefined
  if (!isNumeric(type) || word === '' || !Number.isFinite(Number(word))) return undefined
  // A decimal keeps its digits.
  return type.name === 'Decimal' ? word : String(Number(word))
}

function generated(sql: string): string {
  return `dbgenerated(${JSON.stringify(sql)})`
}

function isNumeric(type: FieldType): boolean {
  return ['Int', 'BigInt', 'Float', 'Decimal'].includes(type.name)
}

function literalFor(schema: PrismaSchema, text: string, column: ColumnDefinition, type: FieldType): string | undefined {
  if (type.name === 'String' || type.name === 'Json') return JSON.stringify(text)
  if (isNumeric(type) && text !== '' && Number.isFinite(Number(text))) return text
  const known = enumNamed(schema, column.type)
  const label = known && fieldsOf(known).find((value) => columnOf(value) === text)
  return label?.name
}

/** What a whole expression of the form `'it''s'` or `'x'::type` says; undefined for any other. */
function stringLiteral(sql: string): string | undefined {
  const trimmed = sql.trim()
  if (!trimmed.startsWith("'")) return undefined
  let value = ''
  for (let index = 1; index < trimmed.length; index++) {
    const character = trimmed.charAt(index)
    if (character !== "'") {
      value += character
    } else if (trimmed.charAt(index + 1) === "'") {
      value += character
      index++
    } else {
      const rest = trimmed.slice(index + 1)
      return rest === '' || isCast(rest) ? value : undefined
    }
  }
  return undefined
}

function withoutCast(sql: string): string {
  const cast = sql.indexOf('::')
  const bare = cast >= 0 && isCast(sql.slice(cast)) ? sql.slice(0, cast) : sql
  return bare.trim().startsWith('(') && bare.trim().endsWith(')') ? bare.trim().slice(1, -1).trim() : bare.trim()
}

/** One cast and nothing after it: `::character varying(20)`. */
function isCast(rest: string): boolean {
  const type = rest.trim()
  return (
    type.startsWith('::') &&
    !type.includes("'") &&
    !type.includes('||') &&
    !type.slice(2).includes('::') &&
    !'+-*/'.split('').some((sign) => type.includes(sign))
  )
}
