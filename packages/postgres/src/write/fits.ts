// Which values of one type the other can hold: a condition that the server can test before it converts, and so never fail.
import type { DataType, Schema, Version } from '@migration-planner/core'
import { literal, typeSql } from './names.ts'

/** `always`: every value converts. `sql`: those that satisfy it convert. `unknown`: only trying tells. */
export type Fit = { readonly kind: 'always' } | { readonly kind: 'sql'; readonly sql: string } | { readonly kind: 'unknown' }

const always: Fit = { kind: 'always' }
const unknown: Fit = { kind: 'unknown' }
const when = (sql: string): Fit => ({ kind: 'sql', sql })

export interface FitContext {
  readonly before: Schema
  readonly version: Version
}

/** What a value of `from`, given as SQL, must satisfy to become one of `to` without an error. */
export function fitOf(value: string, from: DataType, to: DataType, context: FitContext): Fit {
  if (from.sql === to.sql) return always
  if (from.array || to.array) return unknown
  if (isText(to)) return fitsText(value, from, to)
  if (isText(from)) return fitsParser(value, to, context)
  if (integerRange(to)) return fitsInteger(value, from, to)
  if (to.name === 'numeric') return fitsNumeric(value, from, to)
  return alwaysConverts(from, to) ? always : unknown
}

const textTypes: readonly string[] = ['text', 'character varying', 'character', 'citext', 'name', 'bpchar']

/** Whether values are text, with or without a limit. */
export function isText(type: DataType): boolean {
  return textTypes.includes(type.name) && !type.array
}

/** Whether the type cuts or refuses what is longer: such a type is never cast to, because a cast cuts without an error. */
export function isLimitedText(type: DataType): boolean {
  return (type.name === 'character varying' && type.arguments.length > 0) || type.name === 'character'
}

/** Blanks at the end are cut without an error, by the standard. */
function fitsText(value: string, from: DataType, to: DataType): Fit {
  if (!isLimitedText(to)) return to.name === 'name' ? unknown : always
  const limit = to.arguments[0] ?? 1
  const isWide = isLimitedText(from) && from.arguments.length > 0 && (from.arguments[0] ?? 0) <= limit
  return isWide ? always : when(`char_length(rtrim(${value}::text, ' ')) <= ${limit}`)
}

const ranges: Readonly<Record<string, readonly [string, string]>> = {
  smallint: ['-32768', '32767'],
  integer: ['-2147483648', '2147483647'],
  bigint: ['-9223372036854775808', '9223372036854775807'],
}
const wholeNumbers: readonly string[] = ['smallint', 'integer', 'bigint']
const fractions: readonly string[] = ['numeric', 'real', 'double precision']

function integerRange(type: DataType): readonly [string, string] | undefined {
  return ranges[type.name]
}

/** Fractions are rounded first: half a unit beyond the limits no longer fits. */
function fitsInteger(value: string, from: DataType, to: DataType): Fit {
  const range = integerRange(to)
  if (!range) return unknown
  if (wholeNumbers.includes(from.name)) {
    return wholeNumbers.indexOf(from.name) <= wholeNumbers.indexOf(to.name)
      ? always
      : when(`${value} BETWEEN ${range[0]} AND ${range[1]}`)
  }
  return fractions.includes(from.name) ? when(`(${value} > ${range[0]}.5 AND ${value} < ${range[1]}.5)`) : unknown
}

/** Digits before the point are what a number can have too many of; NaN has none. */
function fitsNumeric(value: string, from: DataType, to: DataType): Fit {
  const isWhole = wholeNumbers.includes(from.name)
  if (!isWhole && !fractions.includes(from.name)) return unknown
  const [precision, scale = 0] = to.arguments
  if (precision === undefined) return always
  const [had, hadScale = 0] = from.arguments
  const isWide = from.name === 'numeric' && had !== undefined && had - hadScale <= precision - scale && hadScale <= scale
  if (isWide) return always
  const limit = `1${'0'.repeat(Math.max(0, precision - scale))}`
  const isSmall = `abs(round(${value}::numeric, ${scale})) < ${limit}`
  return when(isWhole ? isSmall : `(${value} = 'NaN' OR ${isSmall})`)
}

const widening: readonly (readonly [string, string])[] = [
  ['smallint', 'real'],
  ['smallint', 'double precision'],
  ['integer', 'real'],
  ['integer', 'double precision'],
  ['bigint', 'real'],
  ['bigint', 'double precision'],
  ['real', 'double precision'],
  ['jsonb', 'json'],
  ['timestamp without time zone', 'timestamp without time zone'],
  ['timestamp with time zone', 'timestamp with time zone'],
  ['timestamp without time zone', 'date'],
  ['timestamp with time zone', 'date'],
  ['timestamp with time zone', 'timestamp without time zone'],
  ['cidr', 'inet'],
]

function alwaysConverts(from: DataType, to: DataType): boolean {
  return widening.some(([narrow, wide]) => narrow === from.name && wide === to.name)
}

/** Words for true and false as the server takes them. */
const booleans = [
  't',
  'tr',
  'tru',
  'true',
  'y',
  'ye',
  'yes',
  'on',
  '1',
  'f',
  'fa',
  'fal',
  'fals',
  'false',
  'n',
  'no',
  'of',
  'off',
  '0',
]

const parsed: readonly string[] = [
  'uuid',
  'boolean',
  'json',
  'jsonb',
  'numeric',
  'real',
  'double precision',
  'date',
  'interval',
  'inet',
  'cidr',
  'macaddr',
  'bytea',
  'xml',
  'money',
  'oid',
  'timestamp without time zone',
  'timestamp with time zone',
  'time without time zone',
  'time with time zone',
  ...wholeNumbers,
]

/** Text becomes a value by the type's own parser, which PostgreSQL 16 can ask; before that patterns say what it takes. */
function fitsParser(value: string, to: DataType, { before, version }: FitContext): Fit {
  const text = `${value}::text`
  if ([...before.enums.values()].some(({ name }) => name.name === to.name))
    return when(`${text} = ANY (enum_range(NULL::${typeSql(to)})::text[])`)
  if (!parsed.includes(to.name)) return unknown
  if (version.major >= 16) return when(`pg_input_is_valid(${text}, ${literal(to.sql)})`)
  return fitsPattern(text, to)
}

function fitsPattern(text: string, to: DataType): Fit {
  const range = integerRange(to)
  if (range)
    return when(
      `CASE WHEN ${text} ~ '^\\s*[-+]?[0-9]+\\s*$' THEN ${text}::numeric BETWEEN ${range[0]} AND ${range[1]} ELSE ${text} IS NULL END`,
    )
  if (to.name === 'uuid') return when(`${text} ~* '^([0-9a-f]{4}-?){7}[0-9a-f]{4}$'`)
  if (to.name === 'boolean') return when(`lower(btrim(${text}, E' \\t\\n\\r')) IN (${booleans.map(literal).join(', ')})`)
  if (to.name === 'numeric' && to.arguments.length === 0)
    return when(`${text} ~ '^\\s*[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)(e[-+]?[0-9]{1,3})?\\s*$'`)
  return unknown
}
