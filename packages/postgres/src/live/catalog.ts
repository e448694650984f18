// Catalog: the live catalog as a Schema. It is written down as SQL and read by our own reader, so that a column read from
// the server and the same column read from a file come out equal.
import { type Schema, type Session, applyAll, emptySchema, keyOf } from '@migration-planner/core'
import { readPostgres } from '../read/index.ts'
import { loadGrammar } from '../read/parser.ts'
import { notOfExtension, userSchema } from './snapshot/fragments.ts'

const ofUser = `${userSchema} AND ${notOfExtension('pg_class', 'c.oid')}`

// `public` is left out where it was not written: names in files seldom have it.
const table = `CASE WHEN n.nspname = 'public' THEN '' ELSE quote_ident(n.nspname) || '.' END || quote_ident(c.relname)`

const enums = `
SELECT format('CREATE TYPE %s%I AS ENUM (%s)', CASE WHEN n.nspname = 'public' THEN '' ELSE quote_ident(n.nspname) || '.' END, t.typname,
  (SELECT coalesce(string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder), '') FROM pg_enum WHERE enumtypid = t.oid)) AS sql
FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace WHERE t.typtype = 'e' AND ${userSchema} AND ${notOfExtension('pg_type', 't.oid')}`

const serials: Readonly<Record<string, string>> = { smallint: 'smallserial', integer: 'serial', bigint: 'bigserial' }

// One row per table with its columns' parts: a column that counts by a sequence of its own is a serial.
const columns = `
SELECT ${table} AS table, pg_get_partkeydef(c.oid) AS partitioned, c.relispartition,
  (SELECT i.inhparent::regclass::text FROM pg_inherits i WHERE i.inhrelid = c.oid LIMIT 1) AS parent,
  pg_get_expr(c.relpartbound, c.oid) AS bounds, a.attname AS name, quote_ident(a.attname) AS column,
  format_type(a.atttypid, a.atttypmod) AS type, a.attnotnull AS "notNull", pg_get_expr(d.adbin, d.adrelid) AS expression,
  a.attidentity AS identity, a.attgenerated AS generated,
  (SELECT quote_ident(collname) FROM pg_collation WHERE oid = a.attcollation AND a.attcollation <> t.typcollation) AS collation,
  EXISTS (SELECT 1 FROM pg_depend o JOIN pg_class s ON s.oid = o.objid AND s.relkind = 'S'
    JOIN pg_depend u ON u.classid = 'pg_attrdef'::regclass AND u.objid = d.oid AND u.refobjid = s.oid
    WHERE o.classid = 'pg_class'::regclass AND o.refobjid = c.oid AND o.refobjsubid = a.attnum AND o.deptype = 'a') AS serial
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
LEFT JOIN pg_type t ON t.oid = a.atttypid LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
WHERE c.relkind IN ('r', 'p') AND ${ofUser} ORDER BY c.relispartition, n.nspname, c.relname, a.attnum`

// Keys before references to them. The NOT NULL constraints of PostgreSQL 18 stand with their columns, except those not yet valid.
const constraints = `
SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', ${table}, k.conname, pg_get_constraintdef(k.oid)) AS sql
FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE k.contype IN ('p', 'u', 'c', 'f', 'x') AND c.relkind IN ('r', 'p') AND k.conparentid = 0 AND ${ofUser}
ORDER BY k.contype = 'f', n.nspname, c.relname, k.oid`

const indexes = `
SELECT pg_get_indexdef(x.indexrelid) AS sql
FROM pg_index x JOIN pg_class c ON c.oid = x.indrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE ${ofUser} AND c.relkind IN ('r', 'p', 'm') AND NOT c.relispartition AND NOT EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conindid = x.indexrelid AND k.contype IN ('p', 'u', 'x'))
ORDER BY n.nspname, c.relname, x.indexrelid`

const views = `
SELECT format('CREATE %s VIEW %s AS %s', CASE c.relkind WHEN 'm' THEN 'MATERIALIZED' ELSE '' END, ${table}, rtrim(pg_get_viewdef(c.oid), ';')) AS sql
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('v', 'm') AND ${ofUser} ORDER BY c.oid`

const triggers = `
SELECT pg_get_triggerdef(g.oid) AS sql FROM pg_trigger g JOIN pg_class c ON c.oid = g.tgrelid JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT g.tgisinternal AND ${ofUser} ORDER BY c.oid, g.tgname`

type Row = Readonly<Record<string, unknown>>

export async function catalogOf(session: Session): Promise<Schema> {
  await loadGrammar()
  const statements = [
    ...(await sqlOf(session, enums)),
    ...createTables(await session.query(columns)),
    ...(await sqlOf(session, constraints)),
    ...(await sqlOf(session, views)),
    ...(await sqlOf(session, indexes)),
    ...(await sqlOf(session, triggers)),
  ]
  const { statements: read } = readPostgres({ path: 'catalog', text: statements.join(';\n') })
  return applyAll(
    emptySchema,
    read.flatMap(({ parts }) => parts.map(({ operation }) => operation)),
  )
}

async function sqlOf(session: Session, query: string): Promise<readonly string[]> {
  return (await session.query(query)).map(({ sql }) => String(sql))
}

function createTables(rows: readonly Row[]): readonly string[] {
  const byTable = new Map<string, Row[]>()
  for (const row of rows) byTable.set(String(row['table']), [...(byTable.get(String(row['table'])) ?? []), row])
  return [...byTable].map(([name, its]) => {
    const [first = {}] = its
    if (typeof first['bounds'] === 'string')
      return `CREATE TABLE ${name} PARTITION OF ${String(first['parent'])} ${first['bounds']}`
    const defined = its.filter((row) => row['name'] !== null).map(columnDefinition)
    const partitioned = typeof first['partitioned'] === 'string' ? ` PARTITION BY ${first['partitioned']}` : ''
    return `CREATE TABLE ${name} (${defined.join(', ')})${partitioned}`
  })
}

function columnDefinition(row: Row): string {
  const type = String(row['type'])
  const serial = row['serial'] === true ? serials[type] : undefined
  const collation = typeof row['collation'] === 'string' ? ` COLLATE ${row['collation']}` : ''
  return `${String(row['column'])} ${serial ?? type}${collation}${valueClause(row, serial !== undefined)}${row['notNull'] === true ? ' NOT NULL' : ''}`
}

const generatedKinds: Readonly<Record<string, string>> = { s: 'STORED', v: 'VIRTUAL' }

function valueClause(row: Row, isSerial: boolean): string {
  if (row['identity'] === 'a') return ' GENERATED ALWAYS AS IDENTITY'
  if (row['identity'] === 'd') return ' GENERATED BY DEFAULT AS IDENTITY'
  if (isSerial || typeof row['expression'] !== 'string') return ''
  const kind = generatedKinds[String(row['generated'])]
  return kind === undefined ? ` DEFAULT ${row['expression']}` : ` GENERATED ALWAYS AS (${row['expression']}) ${kind}`
}

/** What the server believes; tables that it never counted are left out. */
export async function rowEstimates(session: Session): Promise<ReadonlyMap<string, number>> {
  const rows = await session.query(`SELECT n.nspname AS schema, c.relname AS name, c.reltuples::float8 AS rows
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p', 'm') AND c.reltuples >= 0 AND ${ofUser}`)
  return new Map(rows.map((row) => [keyOf({ schema: String(row['schema']), name: String(row['name']) }), Number(row['rows'])]))
}
