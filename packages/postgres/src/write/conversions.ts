// A column's value on its way to another column: as SQL for rows that are there, and how two such columns are told to be equal.
import {
  type ColumnDefinition,
  columnIn,
  type DataType,
  type Schema,
  type TableName,
  type Transform,
  type Version,
} from '@migration-planner/core'
import { isSameColumn, renameColumns } from './expressions.ts'
import { type Fit, fitOf, isLimitedText, isText } from './fits.ts'
import { quote, typeSql } from './names.ts'

/** Two columns of a table and how the one's value becomes the other's. */
export interface Conversion {
  readonly table: TableName
  readonly source: string
  readonly target: string
  readonly transform: Transform
}

export interface WriteContext {
  readonly before: Schema
  readonly version: Version
}

/** The author's own USING, of the source column by its present name; undefined where there is none that says anything. */
export function usingOf({ transform, source, target }: Conversion): string | undefined {
  if (transform.kind === 'copy' || !transform.using) return undefined
  const { using } = transform
  // After the two columns have swapped their names, the USING still says the name that the source had then.
  const isSwapped = !using.columns.includes(source) && using.columns.includes(target)
  const named = isSwapped ? renameColumns(using, { [target]: source }).sql : using.sql
  return isSameColumn(named, source, transform.to) ? undefined : named
}

/** The converted value as SQL. It raises what the server raises: a value that does not fit is not silently lost. */
export function convertedSql(conversion: Conversion): string {
  const { transform, source } = conversion
  const using = usingOf(conversion)
  if (using !== undefined) return transform.kind === 'convert' ? assigned(`(${using})`, transform.to) : using
  return transform.kind === 'copy' ? quote(source) : cast(quote(source), transform.from, transform.to)
}

/** An explicit cast cuts text that is too long without a word; left to the assignment it is refused. */
function assigned(value: string, to: DataType): string {
  return isLimitedText(to) ? value : `${value}::${typeSql(to)}`
}

function cast(value: string, from: DataType, to: DataType): string {
  if (from.sql === to.sql) return value
  if (isLimitedText(to)) return isText(from) ? value : `${value}::text`
  // Between an enum and anything else but text there is no cast.
  const through = isText(from) || (isBuiltIn(from) && isBuiltIn(to)) ? '' : `::text${from.array ? '[]' : ''}`
  return `${value}${through}::${typeSql(to)}`
}

const builtInNames: ReadonlySet<string> = new Set([
  'smallint',
  'integer',
  'bigint',
  'numeric',
  'real',
  'double precision',
  'money',
  'text',
  'character varying',
  'character',
  'bpchar',
  'name',
  'bytea',
  'boolean',
  'date',
  'interval',
  'timestamp without time zone',
  'timestamp with time zone',
  'time without time zone',
  'time with time zone',
  'uuid',
  'json',
  'jsonb',
  'xml',
  'inet',
  'cidr',
  'macaddr',
  'bit',
  'bit varying',
  'oid',
])

function isBuiltIn(type: DataType): boolean {
  return builtInNames.has(type.name)
}

/** Types without an equality, or with one that calls different values equal: they are compared as text. */
const comparedAsText: readonly string[] = ['json', 'xml', 'point', 'line', 'lseg', 'box', 'path', 'polygon', 'circle', 'citext']

/** Whether two values differ in any way that a reader could see; values of a type that is not known are compared as text, which all have. */
export function differs(one: string, other: string, type: DataType | undefined, collation?: string): string {
  if (!type || comparedAsText.includes(type.name)) return `${one}::text IS DISTINCT FROM ${other}::text`
  return collation === undefined ? `${one} IS DISTINCT FROM ${other}` : `${one} IS DISTINCT FROM ${other} COLLATE "C"`
}

/** The definition of a column, where the schema knows it. */
export function definitionOf(table: TableName, column: string, { before }: WriteContext): ColumnDefinition | undefined {
  return columnIn(before, table, column)
}

/** The way back: the same types the other way round. The author's USING says nothing of it. */
function reversed({ table, source, target, transform }: Conversion): Conversion {
  return {
    table,
    source: target,
    target: source,
    transform: transform.kind === 'copy' ? transform : { kind: 'convert', from: transform.to, to: transform.from },
  }
}

/**
 * Whether a row's two columns are not in step: the target is not the source converted, nor the source the target converted back.
 * The second half keeps what the new application wrote and the old column cannot hold, or holds only rounded.
 */
export function outOfStep(conversion: Conversion, context: WriteContext): string {
  // What does not fit forward is never in step; what does not fit back is, while the source says nothing.
  const forward = targetDiffers(conversion, 'true', context)
  if (conversion.transform.kind === 'copy') return forward
  const source = quote(conversion.source)
  const back = reversed(conversion)
  const fit = fitOfConversion(back, context)
  if (fit.kind === 'unknown') return `(${forward} AND (${source} IS NOT NULL OR ${quote(conversion.target)} IS NULL))`
  return `(${forward} AND ${targetDiffers(back, `${source} IS NOT NULL`, context)})`
}

function targetDiffers(conversion: Conversion, otherwise: string, context: WriteContext): string {
  const { table, source, target, transform } = conversion
  const definition = definitionOf(table, target, context)
  const type = transform.kind === 'convert' ? transform.to : definition?.type
  const plain = differs(quote(target), convertedSql(conversion), type, definition?.collation)
  const fit = fitOfConversion(conversion, context)
  if (fit.kind !== 'sql') return plain
  return `CASE WHEN ${quote(source)} IS NULL THEN ${quote(target)} IS NOT NULL WHEN ${fit.sql} THEN ${plain} ELSE ${otherwise} END`
}

/** Which values of the source the server can tell to be convertible before it tries; the author's USING is beyond that. */
export function fitOfConversion(conversion: Conversion, context: WriteContext): Fit {
  const { transform, source } = conversion
  if (transform.kind === 'copy') return { kind: 'always' }
  if (usingOf(conversion) !== undefined) return { kind: 'unknown' }
  return fitOf(quote(source), transform.from, transform.to, context)
}
