// Prisma's word for a PostgreSQL column's type, as `prisma db pull` would write it.
import type { ColumnDefinition, DataType, TableName } from '@migration-planner/core'
import { databaseName, type PlacedBlock, type PrismaSchema } from './prisma-schema.ts'

export interface FieldType {
  /** `String`, an enum's name or `Unsupported("tsvector")`; without marks. */
  readonly name: string
  /** `@db.VarChar(20)`, where the type is not the one Prisma takes by itself. */
  readonly native?: string
  readonly list: boolean
}

interface Spelling {
  readonly name: string
  /** Undefined where Prisma needs no native type. */
  readonly native?: string
  /** The arguments that need no native type, and those that stand for none. */
  readonly implied?: readonly number[]
  readonly missing?: readonly number[]
}

const spellings: Readonly<Record<string, Spelling>> = {
  text: { name: 'String' },
  'character varying': { name: 'String', native: 'VarChar' },
  character: { name: 'String', native: 'Char', missing: [1] },
  citext: { name: 'String', native: 'Citext' },
  uuid: { name: 'String', native: 'Uuid' },
  xml: { name: 'String', native: 'Xml' },
  inet: { name: 'String', native: 'Inet' },
  bit: { name: 'String', native: 'Bit', missing: [1] },
  'bit varying': { name: 'String', native: 'VarBit' },
  boolean: { name: 'Boolean' },
  smallint: { name: 'Int', native: 'SmallInt' },
  integer: { name: 'Int' },
  oid: { name: 'Int', native: 'Oid' },
  bigint: { name: 'BigInt' },
  real: { name: 'Float', native: 'Real' },
  'double precision': { name: 'Float' },
  numeric: { name: 'Decimal', native: 'Decimal', implied: [65, 30] },
  money: { name: 'Decimal', native: 'Money' },
  'timestamp without time zone': { name: 'DateTime', native: 'Timestamp', implied: [3], missing: [6] },
  'timestamp with time zone': { name: 'DateTime', native: 'Timestamptz', missing: [6] },
  'time without time zone': { name: 'DateTime', native: 'Time', missing: [6] },
  'time with time zone': { name: 'DateTime', native: 'Timetz', missing: [6] },
  date: { name: 'DateTime', native: 'Date' },
  jsonb: { name: 'Json' },
  json: { name: 'Json', native: 'Json' },
  bytea: { name: 'Bytes' },
}

const otherNames: Readonly<Record<string, string>> = {
  varchar: 'character varying',
  varbit: 'bit varying',
  bool: 'boolean',
  int2: 'smallint',
  int4: 'integer',
  int: 'integer',
  int8: 'bigint',
  float4: 'real',
  float8: 'double precision',
  decimal: 'numeric',
  timestamp: 'timestamp without time zone',
  timestamptz: 'timestamp with time zone',
  time: 'time without time zone',
  timetz: 'time with time zone',
}

export function fieldTypeOf(schema: PrismaSchema, column: Pick<ColumnDefinition, 'type'>): FieldType {
  const { type } = column
  const spelling = spellings[otherNames[type.name] ?? type.name]
  if (spelling) return { ...spelled(spelling, type), list: type.array }
  const known = enumNamed(schema, type)
  if (known) return { name: known.name, list: type.array }
  return { name: `Unsupported(${JSON.stringify(type.sql)})`, list: false }
}

/** The enum of a type; where several schemas have one of that name, the one whose schema the type is printed with. */
export function enumNamed(schema: PrismaSchema, type: DataType): PlacedBlock | undefined {
  const alike = schema.blocks.filter((block) => block.kind === 'enum' && databaseName(block).name === type.name)
  const printedWith = ({ schema: place }: TableName): boolean =>
    place !== undefined && (type.sql.startsWith(`${place}.`) || type.sql.startsWith(`"${place}".`))
  return alike.find((block) => printedWith(databaseName(block))) ?? alike[0]
}

function spelled(spelling: Spelling, type: DataType): Omit<FieldType, 'list'> {
  const given = type.arguments.length > 0 ? type.arguments : (spelling.missing ?? [])
  if (!spelling.native || isImplied(spelling, given)) return { name: spelling.name }
  const written = given.length > 0 ? `(${given.join(', ')})` : ''
  return { name: spelling.name, native: `@db.${spelling.native}${written}` }
}

function isImplied({ implied }: Spelling, given: readonly number[]): boolean {
  return implied !== undefined && implied.length === given.length && implied.every((argument, index) => argument === given[index])
}
