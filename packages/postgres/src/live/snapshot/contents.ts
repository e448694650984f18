// Contents: every row of every table as text, and a comparison that knows no order.
import {
  type ColumnName,
  type Contents,
  type Difference,
  type Session,
  type TableName,
  type TableRows,
  displayName,
  keyOf,
  sameName,
} from '@migration-planner/core'
import { quote, quoteTable } from '../quote.ts'
import { notExcepted, userSchema } from './fragments.ts'

// The rows of a partition are its parent's.
const tables = `
SELECT n.nspname AS schema, c.relname AS name,
  (SELECT array_agg(attname::text ORDER BY attname COLLATE "C") FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped) AS columns,
  (SELECT array_agg(a.attname::text ORDER BY k.position) FROM pg_index x, unnest(x.indkey) WITH ORDINALITY k (attnum, position)
    JOIN pg_attribute a ON a.attnum = k.attnum WHERE x.indrelid = c.oid AND x.indisprimary AND a.attrelid = c.oid) AS key
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND ${userSchema} AND ${notExcepted}
ORDER BY 1, 2`

export async function contentsOf(session: Session, except: readonly TableName[] = []): Promise<Contents> {
  const found = await session.query(tables, [except.map(keyOf)])
  const known = found.map(({ schema, name, columns, key }) => ({
    table: { schema: String(schema), name: String(name) },
    columns: texts(columns),
    key: texts(key),
  }))
  const rows = await rowsOf(session, known)
  return new Map(known.map((table, index): [string, TableRows] => [keyOf(table.table), { ...table, rows: rows[index] ?? [] }]))
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

async function rowsOf(session: Session, known: readonly Omit<TableRows, 'rows'>[]): Promise<readonly TableRows['rows'][]> {
  const found: (string | undefined)[][][] = known.map(() => [])
  if (known.length === 0) return found
  const each = known.map(({ table, columns }, index) => {
    const values = columns.map((column) => `${quote(column)}::text`).join(', ')
    return `SELECT ${index} AS index, ARRAY[${values}]::text[] AS row FROM ${quoteTable(table)}`
  })
  for (const { index, row } of await session.query(each.join(' UNION ALL '))) {
    const values: readonly unknown[] = Array.isArray(row) ? row : []
    found[Number(index)]?.push(values.map((value) => (value === null ? undefined : String(value))))
  }
  return found
}

/** A proof's reader wants the first few; the rest is a number. */
const shown = 3

/** Differences of rows; of the excepted columns only whether they have a value. */
export function compareContents(one: Contents, other: Contents, except: readonly ColumnName[] = []): readonly Difference[] {
  return [...new Set([...one.keys(), ...other.keys()])].flatMap((key) => {
    const left = one.get(key)
    const right = other.get(key)
    if (left && right) return compareTables(left, right, except)
    const count = (rows: TableRows | undefined): string | undefined => rows && `${rows.rows.length} rows`
    return [
      { class: 'rows', object: `table ${nameOf(left ?? right)}`, property: 'existence', one: count(left), other: count(right) },
    ]
  })
}

function nameOf(rows: TableRows | undefined): string {
  if (!rows) return ''
  return rows.table.schema === 'public' ? rows.table.name : displayName(rows.table)
}

function compareTables(one: TableRows, other: TableRows, except: readonly ColumnName[]): readonly Difference[] {
  const common = one.columns.filter((column) => other.columns.includes(column))
  const veiled = new Set(except.filter(({ table }) => sameName(table, one.table)).map(({ column }) => column))
  const left = countedRows(one, common, veiled)
  const right = countedRows(other, common, veiled)
  const onlyLeft = surplus(left, right)
  const onlyRight = surplus(right, left)
  const differences = [...pair(one, common, onlyLeft, onlyRight), ...missingColumns(one, other)]
  const more = differences.length - shown
  if (more <= 0) return differences
  const rest: Difference = {
    class: 'rows',
    object: `table ${nameOf(one)}`,
    property: 'further differences',
    one: `${more}`,
    other: `${more}`,
  }
  return [...differences.slice(0, shown), rest]
}

function missingColumns(one: TableRows, other: TableRows): readonly Difference[] {
  const absent = (side: TableRows, column: string): string | undefined => (side.columns.includes(column) ? 'yes' : undefined)
  return [...new Set([...one.columns, ...other.columns])]
    .filter((column) => !one.columns.includes(column) || !other.columns.includes(column))
    .map((column) => ({
      class: 'rows',
      object: `column ${nameOf(one)}.${column}`,
      property: 'existence',
      one: absent(one, column),
      other: absent(other, column),
    }))
}

type Row = readonly (string | undefined)[]

/** Every distinct row with how often it is there. */
function countedRows(
  rows: TableRows,
  columns: readonly string[],
  veiled: ReadonlySet<string>,
): ReadonlyMap<string, { readonly row: Row; readonly count: number }> {
  const places = columns.map((column) => rows.columns.indexOf(column))
  const counted = new Map<string, { row: Row; count: number }>()
  for (const whole of rows.rows) {
    const row = places.map((place, index) =>
      veiled.has(columns[index] ?? '') && whole[place] !== undefined ? 'some value' : whole[place],
    )
    const text = JSON.stringify(row.map((value) => value ?? null))
    counted.set(text, { row, count: (counted.get(text)?.count ?? 0) + 1 })
  }
  return counted
}

function surplus(one: ReturnType<typeof countedRows>, other: ReturnType<typeof countedRows>): readonly Row[] {
  return [...one].flatMap(([text, { row, count }]) =>
    Array.from({ length: Math.max(0, count - (other.get(text)?.count ?? 0)) }, () => row),
  )
}

/** Rows of one key are one row that changed; the others are there on one side only. */
function pair(
  rows: TableRows,
  columns: readonly string[],
  onlyOne: readonly Row[],
  onlyOther: readonly Row[],
): readonly Difference[] {
  const keyPlaces = rows.key.map((column) => columns.indexOf(column))
  const hasKey = keyPlaces.length > 0 && !keyPlaces.includes(-1)
  const identity = (row: Row): string =>
    hasKey ? keyPlaces.map((place, index) => `${rows.key[index]} = ${row[place]}`).join(', ') : text(columns, row)
  const others = new Map(onlyOther.map((row) => [identity(row), row]))
  const matched = new Set(onlyOne.map(identity).filter((key) => hasKey && others.has(key)))
  const changed = onlyOne.flatMap((row) => {
    const match = matched.has(identity(row)) ? others.get(identity(row)) : undefined
    return match ? changedColumns(`row ${identity(row)} of ${nameOf(rows)}`, columns, row, match) : []
  })
  const lone = (row: Row): boolean => !matched.has(identity(row))
  const existence = (row: Row, side: 'one' | 'other'): Difference => ({
    class: 'rows',
    object: `row ${identity(row)} of ${nameOf(rows)}`,
    property: 'existence',
    one: side === 'one' ? text(columns, row) : undefined,
    other: side === 'other' ? text(columns, row) : undefined,
  })
  return [
    ...changed,
    ...onlyOne.filter(lone).map((row) => existence(row, 'one')),
    ...onlyOther.filter(lone).map((row) => existence(row, 'other')),
  ]
}

function changedColumns(object: string, columns: readonly string[], one: Row, other: Row): readonly Difference[] {
  return columns.flatMap((column, index) =>
    one[index] === other[index]
      ? []
      : [{ class: 'rows', object, property: column, one: one[index] ?? 'NULL', other: other[index] ?? 'NULL' }],
  )
}

function text(columns: readonly string[], row: Row): string {
  return columns.map((column, index) => `${column} = ${row[index] ?? 'NULL'}`).join(', ')
}
