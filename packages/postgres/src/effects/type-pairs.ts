// Pairs of types: which ones are stored alike, which ones clients read alike, which ones lose something on the way.
import type { DataType } from '@migration-planner/core'

/** A rule that decides for arguments of two types, lengths or precisions, undefined where there is none. */
type Fits = (from: readonly number[], to: readonly number[]) => boolean

const always: Fits = () => true
const unlimited: Fits = (_from, to) => to.length === 0
/** A limit that grows, or goes. */
const wider: Fits = ([from], [to]) => to === undefined || (from !== undefined && to >= from)
/** Fractions of a second: six digits are as many as there are. */
const finer: Fits = ([from], [to]) => to === undefined || to >= 6 || (from !== undefined && to >= from)
const samePlaces: Fits = (from, to) =>
  to.length === 0 || (from.length > 0 && (to[0] ?? 0) >= (from[0] ?? 0) && (to[1] ?? 0) === (from[1] ?? 0))

/**
 * Measured on servers of four majors, see the oracle test. Arrays of these never qualify. timestamp and timestamptz are stored alike
 * only while the session's time zone is UTC, which a file cannot promise: they are not here.
 */
const storedAlike: Readonly<Record<string, Fits>> = {
  'character varying → character varying': wider,
  'character varying → text': always,
  'text → character varying': unlimited,
  'numeric → numeric': samePlaces,
  'timestamp without time zone → timestamp without time zone': finer,
  'timestamp with time zone → timestamp with time zone': finer,
  'time without time zone → time without time zone': finer,
  'time with time zone → time with time zone': finer,
  'interval → interval': finer,
  'cidr → inet': always,
  'bit → bit varying': unlimited,
  'bit varying → bit varying': wider,
  'xml → text': always,
  'integer → oid': always,
}

/** Whether rows stay as they are: equal types, and the pairs that the server knows to be stored alike. */
export function keepsStorage(from: DataType, to: DataType): boolean {
  if (from.sql === to.sql) return true
  if (from.array || to.array) return false
  return storedAlike[`${from.name} → ${to.name}`]?.(from.arguments, to.arguments) ?? false
}

/** Of types that are stored alike: whether an index compares them alike too, and stays. */
export function keepsOrder(from: DataType, to: DataType): boolean {
  return !reordered.includes(`${from.name} → ${to.name}`)
}

const reordered: readonly string[] = ['bit → bit varying', 'integer → oid']

const families: readonly (readonly string[])[] = [
  ['smallint', 'integer', 'bigint'],
  ['numeric', 'real', 'double precision'],
  ['text', 'character varying', 'character', 'citext'],
  ['timestamp without time zone', 'timestamp with time zone', 'date'],
  ['time without time zone', 'time with time zone'],
  ['json', 'jsonb'],
  ['bit', 'bit varying'],
  ['cidr', 'inet'],
]

/** Whether a client that was written for the one type goes on working with the other. */
export function isSameFamily(from: DataType, to: DataType): boolean {
  if (from.array !== to.array) return false
  return from.name === to.name || families.some((family) => family.includes(from.name) && family.includes(to.name))
}

const wholeNumbers = ['smallint', 'integer', 'bigint']
const numbers = ['real', 'double precision', 'numeric']
const moments = ['timestamp without time zone', 'timestamp with time zone']

/** Whether the server's own conversion rounds or cuts without an error. */
export function losesValues(from: DataType, to: DataType): boolean {
  if (numbers.includes(from.name)) return losesDigits(from, to)
  if (!moments.includes(from.name)) return false
  return to.name === 'date' || to.name.startsWith('time ') || (from.name === to.name && digitsOf(to) < digitsOf(from))
}

function losesDigits(from: DataType, to: DataType): boolean {
  if (wholeNumbers.includes(to.name) || (from.name === 'double precision' && to.name === 'real')) return true
  const isLimited = from.name === 'numeric' && to.name === 'numeric' && to.arguments.length > 0
  return isLimited && (from.arguments.length === 0 || placesOf(to) < placesOf(from))
}

function placesOf(type: DataType): number {
  return type.arguments[1] ?? 0
}

function digitsOf(type: DataType): number {
  return type.arguments[0] ?? 6
}
