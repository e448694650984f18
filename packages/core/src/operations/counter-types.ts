// Shorthands for a counting column that look like types and are none where a type is asked for.
import type { DataType } from './definitions.ts'

const meant: Readonly<Record<string, string>> = { smallserial: 'smallint', serial: 'integer', bigserial: 'bigint' }

/** Whether the type is such a shorthand: `SET DATA TYPE BIGSERIAL`, which Prisma writes for a counted key, names no type. */
export function isCounterShorthand(type: DataType): boolean {
  return !type.array && type.name in meant
}

/** The type that is meant by a shorthand; every other type is itself. */
export function meantType(type: DataType): DataType {
  const name = type.array ? undefined : meant[type.name]
  return name === undefined ? type : { ...type, name, sql: name }
}
