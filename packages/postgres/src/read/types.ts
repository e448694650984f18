// Types: the many spellings of a data type as the one that the server prints (format_type).
import type { Node, TypeName } from '@pgsql/types'
import type { DataType } from '@migration-planner/core'
import { nameAsPrinted } from './names.ts'
import { stringsOf } from './tree.ts'

/** Internal names whose printed form differs. `%` is where the arguments stand. */
const printedNames: Readonly<Record<string, string>> = {
  int2: 'smallint',
  int4: 'integer',
  int8: 'bigint',
  float4: 'real',
  float8: 'double precision',
  bool: 'boolean',
  numeric: 'numeric%',
  varchar: 'character varying%',
  bpchar: 'character%',
  bit: 'bit%',
  varbit: 'bit varying%',
  time: 'time% without time zone',
  timetz: 'time% with time zone',
  timestamp: 'timestamp% without time zone',
  timestamptz: 'timestamp% with time zone',
  // A keyword, but printed bare.
  json: 'json',
}

const serials: Readonly<Record<string, string>> = {
  serial: 'integer',
  serial4: 'integer',
  bigserial: 'bigint',
  serial8: 'bigint',
  smallserial: 'smallint',
  serial2: 'smallint',
}

/** The data type that a type name means. */
export function dataTypeOf(type: TypeName): DataType {
  const parts = stringsOf(type.names)
  const array = (type.arrayBounds ?? []).length > 0
  const serial = serialTypeOf(type)
  if (serial !== undefined) return { sql: serial, name: serial, arguments: [], array: false }
  const name = parts.at(-1) ?? ''
  const isBuiltIn = parts.length === 1 || parts[0] === 'pg_catalog'
  const base = (isBuiltIn ? builtIn(name, type) : undefined) ?? userType(parts, type)
  return array ? { ...base, sql: `${base.sql}[]`, array } : base
}

/** The type that a change of type asks for: a `serial` is none there, and keeps its name. */
export function changedTypeOf(type: TypeName): DataType {
  return serialTypeOf(type) === undefined ? dataTypeOf(type) : userType(stringsOf(type.names), type)
}

/** The integer type behind a `serial`; undefined for every other type. */
export function serialTypeOf(type: TypeName): string | undefined {
  const parts = stringsOf(type.names)
  return parts.length === 1 && (type.arrayBounds ?? []).length === 0 ? serials[parts[0] ?? ''] : undefined
}

function builtIn(name: string, type: TypeName): DataType | undefined {
  if (name === 'interval') return intervalType(type)
  // Written bare, "char" and bpchar are types of their own; the grammar qualifies what it means by CHAR.
  if (name === 'char') return { sql: '"char"', name: '"char"', arguments: [], array: false }
  if (name === 'bpchar' && !type.typmods) return { sql: 'bpchar', name: 'bpchar', arguments: [], array: false }
  const pattern = printedNames[name]
  if (pattern === undefined) return undefined
  const numbers = argumentsOf(name, type)
  const sql = pattern.replace('%', numbers.length === 0 ? '' : `(${numbers.join(',')})`)
  return { sql, name: pattern.replace('%', ''), arguments: numbers, array: false }
}

/** numeric(10) is numeric(10,0). */
function argumentsOf(name: string, type: TypeName): readonly number[] {
  const numbers = numbersOf(type.typmods)
  return name === 'numeric' && numbers.length === 1 ? [...numbers, 0] : numbers
}

function userType(parts: readonly string[], type: TypeName): DataType {
  const name = parts.at(-1) ?? ''
  const schema = parts.length > 1 ? parts.at(-2) : undefined
  const prefix = schema === undefined || schema === 'public' || schema === 'pg_catalog' ? '' : `${nameAsPrinted(schema)}.`
  const written = (type.typmods ?? []).map(argumentWords)
  const suffix = written.length === 0 ? '' : `(${written.join(',')})`
  return { sql: `${prefix}${nameAsPrinted(name)}${suffix}`, name, arguments: numbersOf(type.typmods), array: false }
}

function numbersOf(nodes: readonly Node[] | undefined): readonly number[] {
  return (nodes ?? []).flatMap((node) => ('A_Const' in node && node.A_Const.ival ? [node.A_Const.ival.ival ?? 0] : []))
}

/** Extensions take words too: geometry(Point,4326). */
function argumentWords(node: Node): string {
  if ('ColumnRef' in node) return stringsOf(node.ColumnRef.fields).join('.')
  if (!('A_Const' in node)) return ''
  const { ival, fval, sval } = node.A_Const
  if (ival) return String(ival.ival ?? 0)
  return fval?.fval ?? sval?.sval ?? ''
}

/** Bits of an interval's first argument, as timestamp.h numbers the fields. */
const intervalFields: Readonly<Record<number, string>> = {
  [1 << 2]: ' year',
  [1 << 1]: ' month',
  [1 << 3]: ' day',
  [1 << 10]: ' hour',
  [1 << 11]: ' minute',
  [1 << 12]: ' second',
  [(1 << 2) | (1 << 1)]: ' year to month',
  [(1 << 3) | (1 << 10)]: ' day to hour',
  [(1 << 3) | (1 << 10) | (1 << 11)]: ' day to minute',
  [(1 << 3) | (1 << 10) | (1 << 11) | (1 << 12)]: ' day to second',
  [(1 << 10) | (1 << 11)]: ' hour to minute',
  [(1 << 10) | (1 << 11) | (1 << 12)]: ' hour to second',
  [(1 << 11) | (1 << 12)]: ' minute to second',
}

function intervalType(type: TypeName): DataType {
  const [fields, precision] = numbersOf(type.typmods)
  const suffix = `${fields === undefined ? '' : (intervalFields[fields] ?? '')}${precision === undefined ? '' : `(${precision})`}`
  return { sql: `interval${suffix}`, name: 'interval', arguments: precision === undefined ? [] : [precision], array: false }
}
