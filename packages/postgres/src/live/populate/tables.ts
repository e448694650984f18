// What a row of each table must look like: columns with their types, keys and references, as the catalog has them.
import { type Session, type TableName, keyOf } from '@migration-planner/core'
import { notExcepted, userSchema } from '../snapshot/fragments.ts'

export interface FillableColumn {
  readonly name: string
  /** As the server prints it, with arguments. */
  readonly type: string
  /** The internal name of the type, of the base type of a domain, or of an array's elements. */
  readonly base: string
  readonly array: boolean
  readonly kind: 'base' | 'enum' | 'composite' | 'range' | 'other'
  /** The length of text, or precision and scale of a number; empty where there is no limit. */
  readonly limits: readonly number[]
  readonly labels: readonly string[]
  readonly nullable: boolean
  readonly hasDefault: boolean
  /** Fills itself: an explicit value would bring the counter out of step. */
  readonly counts: boolean
  readonly unique: boolean
}

export interface Reference {
  readonly columns: readonly string[]
  readonly target: TableName
  readonly targetColumns: readonly string[]
}

export interface FillableTable {
  readonly name: TableName
  readonly columns: readonly FillableColumn[]
  readonly references: readonly Reference[]
  /** Conditions that rows must meet, as SQL that holds the values it is about. */
  readonly conditions: readonly { readonly sql: string; readonly columns: readonly string[] }[]
}

// A domain's type is looked through to what it is made of; `format_type` of the base carries its arguments.
const columnsQuery = `
WITH RECURSIVE resolved AS (
  SELECT a.attrelid, a.attnum, a.attname, a.atttypid AS type, a.atttypmod AS modifier, a.atttypid AS declared, a.atttypmod AS declared_modifier,
    a.attnotnull, a.atthasdef, a.attidentity
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
    AND ${userSchema} AND ${notExcepted}
  UNION ALL
  SELECT r.attrelid, r.attnum, r.attname, t.typbasetype, t.typtypmod, r.declared, r.declared_modifier, r.attnotnull OR t.typnotnull, r.atthasdef, r.attidentity
  FROM resolved r JOIN pg_type t ON t.oid = r.type WHERE t.typtype = 'd'
)
SELECT n.nspname AS schema, c.relname AS table, r.attname AS name, format_type(r.declared, r.declared_modifier) AS type,
  coalesce(e.typname, t.typname) AS base, e.oid IS NOT NULL AS array, coalesce(e.typtype, t.typtype) AS kind,
  format_type(r.type, r.modifier) AS limited,
  (SELECT array_agg(enumlabel::text ORDER BY enumsortorder) FROM pg_enum WHERE enumtypid = coalesce(e.oid, t.oid)) AS labels,
  NOT r.attnotnull AS nullable, r.atthasdef AS "hasDefault",
  r.attidentity <> '' OR pg_get_serial_sequence(quote_ident(n.nspname) || '.' || quote_ident(c.relname), r.attname) IS NOT NULL AS counts,
  EXISTS (SELECT 1 FROM pg_index x WHERE x.indrelid = r.attrelid AND x.indisunique AND r.attnum = ANY (x.indkey)) AS "unique"
FROM resolved r JOIN pg_type t ON t.oid = r.type AND t.typtype <> 'd'
LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
JOIN pg_class c ON c.oid = r.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
ORDER BY 1, 2, r.attnum`

const attributeNames = (table: string, numbers: string): string =>
  `(SELECT array_agg(a.attname::text ORDER BY u.position) FROM unnest(${numbers}) WITH ORDINALITY u (attnum, position)
    JOIN pg_attribute a ON a.attrelid = ${table} AND a.attnum = u.attnum)`

const constraintsQuery = `
SELECT n.nspname AS schema, c.relname AS table, k.contype AS kind, ${attributeNames('k.conrelid', 'k.conkey')} AS columns,
  fn.nspname AS "targetSchema", f.relname AS target, ${attributeNames('k.confrelid', 'k.confkey')} AS "targetColumns",
  pg_get_constraintdef(k.oid) AS definition
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_class f ON f.oid = k.confrelid LEFT JOIN pg_namespace fn ON fn.oid = f.relnamespace
WHERE k.contype IN ('f', 'c') AND ${userSchema}`

// The rows of a partitioned table must fall into some partition: the bounds are values that do.
const boundsQuery = `
SELECT n.nspname AS schema, c.relname AS table, pg_get_expr(p.relpartbound, p.oid) AS definition,
  ${attributeNames('c.oid', "string_to_array(k.partattrs::text, ' ')::int2[]")} AS columns
FROM pg_inherits i JOIN pg_class p ON p.oid = i.inhrelid JOIN pg_class c ON c.oid = i.inhparent JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_partitioned_table k ON k.partrelid = c.oid`

const domainsQuery = `
SELECT n.nspname AS schema, c.relname AS table, ARRAY[a.attname::text] AS columns, pg_get_constraintdef(k.oid) AS definition
FROM pg_constraint k JOIN pg_attribute a ON a.atttypid = k.contypid JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype = 'c' AND c.relkind IN ('r', 'p') AND a.attnum > 0`

type Row = Readonly<Record<string, unknown>>

export async function fillableTables(session: Session, except: readonly TableName[]): Promise<readonly FillableTable[]> {
  const columns = await session.query(columnsQuery, [except.map(keyOf)])
  const constraints = await session.query(constraintsQuery)
  const conditions = [
    ...constraints.filter(({ kind }) => kind === 'c'),
    ...(await session.query(boundsQuery)),
    ...(await session.query(domainsQuery)),
  ]
  const names = new Map(columns.map((row) => [tableKey(row), tableName(row)]))
  return [...names].map(([key, name]) => ({
    name,
    columns: columns.filter((row) => tableKey(row) === key).map(columnOf),
    references: constraints.filter((row) => row['kind'] === 'f' && tableKey(row) === key).map(referenceOf),
    conditions: conditions
      .filter((row) => tableKey(row) === key)
      .map((row) => ({ sql: String(row['definition']), columns: texts(row['columns']) })),
  }))
}

function tableName(row: Row): TableName {
  return { schema: String(row['schema']), name: String(row['table']) }
}

function tableKey(row: Row): string {
  return keyOf(tableName(row))
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

function referenceOf(row: Row): Reference {
  return {
    columns: texts(row['columns']),
    target: { schema: String(row['targetSchema']), name: String(row['target']) },
    targetColumns: texts(row['targetColumns']),
  }
}

const kinds: Readonly<Record<string, FillableColumn['kind']>> = { b: 'base', e: 'enum', c: 'composite', r: 'range' }

function columnOf(row: Row): FillableColumn {
  return {
    name: String(row['name']),
    type: String(row['type']),
    base: String(row['base']),
    array: row['array'] === true,
    kind: kinds[String(row['kind'])] ?? 'other',
    limits: numbersInParentheses(String(row['limited'])),
    labels: texts(row['labels']),
    nullable: row['nullable'] === true,
    hasDefault: row['hasDefault'] === true,
    counts: row['counts'] === true,
    unique: row['unique'] === true,
  }
}

/** `numeric(10,2)` has 10 and 2. */
function numbersInParentheses(type: string): readonly number[] {
  const open = type.indexOf('(')
  const close = type.indexOf(')', open)
  if (open < 0 || close < 0) return []
  return type
    .slice(open + 1, close)
    .split(',')
    .map(Number)
    .filter(Number.isInteger)
}
