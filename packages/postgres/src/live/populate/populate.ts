// Populate: fills every table with rows made to find faults; rows that the schema refuses are left out.
import { type Populated, type PopulateOptions, type Session, type TableName, sameName } from '@migration-planner/core'
import { loadGrammar } from '../../read/parser.ts'
import { failureOf } from '../failure.ts'
import { quote, quoteTable } from '../quote.ts'
import { referenceKey } from './reference-key.ts'
import { makeRows } from './rows.ts'
import { chanceFrom } from './random.ts'
import { type FillableTable, type Reference, fillableTables } from './tables.ts'

type Keys = ReadonlyMap<string, readonly (readonly string[])[]>

/** Strict conditions and unique columns refuse many rows. */
const attempts = 3

export async function populate(session: Session, options: PopulateOptions): Promise<Populated> {
  await loadGrammar()
  const tables = inOrder(await fillableTables(session, options.except ?? []))
  const chance = chanceFrom(options.seed)
  const filled: { table: TableName; rows: number; because: string }[] = []
  for (const table of tables) {
    const keys = await keysFor(session, table.references)
    const refusals: string[] = []
    let rows = 0
    for (let attempt = 0; attempt < attempts && rows * 2 < options.rowsPerTable; attempt += 1) {
      const made = makeRows(table, keys, attempt * options.rowsPerTable, options.rowsPerTable, chance)
      await insert(session, table, made, refusals)
      rows = await countOf(session, table.name)
    }
    filled.push({ table: table.name, rows, because: refusals[0] ?? 'no values could be made for it' })
  }
  for (const table of tables) await linkBack(session, table)
  // Whoever asks how many rows were read must know how many there are.
  await session.query('ANALYZE')
  return {
    rows: filled.reduce((sum, { rows }) => sum + rows, 0),
    empty: filled.filter(({ rows }) => rows === 0).map(({ table, because }) => ({ table, because })),
  }
}

/** Referenced tables first; in a circle, those that can wait with NULL come before the others. */
function inOrder(tables: readonly FillableTable[]): readonly FillableTable[] {
  const ordered: FillableTable[] = []
  const isDone = (name: TableName): boolean =>
    ordered.some((done) => sameName(done.name, name)) || !tables.some((table) => sameName(table.name, name))
  const waits = (table: FillableTable, needed: (reference: Reference) => boolean): boolean =>
    table.references.some(
      (reference) => needed(reference) && !sameName(reference.target, table.name) && !isDone(reference.target),
    )
  let left = [...tables]
  while (left.length > 0) {
    const free = left.filter((table) => !waits(table, () => true))
    const next =
      free.length > 0 ? free : left.filter((table) => !waits(table, (reference) => !mayBeNull(table, reference))).slice(0, 1)
    const chosen = next.length > 0 ? next : left.slice(0, 1)
    ordered.push(...chosen)
    left = left.filter((table) => !chosen.includes(table))
  }
  return ordered
}

function mayBeNull(table: FillableTable, { columns }: Reference): boolean {
  return columns.some((column) => table.columns.find(({ name }) => name === column)?.nullable)
}

async function keysFor(session: Session, references: readonly Reference[]): Promise<Keys> {
  const keys = new Map<string, readonly (readonly string[])[]>()
  for (const reference of references) {
    const columns = reference.targetColumns.map((column) => `${quote(column)}::text`).join(', ')
    const rows = await session.query(`SELECT ARRAY[${columns}] AS key FROM ${quoteTable(reference.target)} ORDER BY 1 LIMIT 500`)
    const found = rows.flatMap(({ key }) => (Array.isArray(key) && !key.includes(null) ? [key.map(String)] : []))
    keys.set(referenceKey(reference), found)
  }
  return keys
}

/** All at once; where the server refuses, the halves by themselves, down to the row that is at fault. */
async function insert(
  session: Session,
  table: FillableTable,
  rows: readonly (readonly string[])[],
  refusals: string[],
): Promise<void> {
  if (rows.length === 0) return
  const columns = table.columns.map(({ name }) => quote(name)).join(', ')
  const values = rows.map((row) => `(${row.join(', ')})`).join(',\n')
  try {
    const sql = columns === '' ? 'DEFAULT VALUES' : `(${columns}) VALUES ${values} ON CONFLICT DO NOTHING`
    await session.query(`INSERT INTO ${quoteTable(table.name)} ${sql}`)
  } catch (error) {
    refusals.push(failureOf(error).message)
    if (rows.length === 1) return
    const middle = rows.length >> 1
    await insert(session, table, rows.slice(0, middle), refusals)
    await insert(session, table, rows.slice(middle), refusals)
  }
}

async function countOf(session: Session, table: TableName): Promise<number> {
  const [row] = await session.query(`SELECT count(*)::int AS count FROM ${quoteTable(table)}`)
  return Number(row?.['count'])
}

/** References that had to wait until their target was there: half of the rows that have none get one. */
async function linkBack(session: Session, table: FillableTable): Promise<void> {
  for (const reference of table.references) {
    if (!mayBeNull(table, reference) || reference.columns.length !== 1) continue
    const [column = ''] = reference.columns
    const [target = ''] = reference.targetColumns
    const own = quoteTable(table.name)
    const sql = `UPDATE ${own} SET ${quote(column)} = (SELECT min(t.${quote(target)}::text) FROM ${quoteTable(reference.target)} t)::${typeOf(table, column)}
      WHERE ${quote(column)} IS NULL AND NOT EXISTS (SELECT 1 FROM ${own} linked WHERE linked.${quote(column)} IS NOT NULL)
      AND ctid IN (SELECT ctid FROM (SELECT ctid, row_number() OVER (ORDER BY ctid) AS number FROM ${own}) numbered WHERE number % 2 = 0)`
    // A condition or a unique index may refuse it: then all stay NULL, which is allowed.
    await session.query(sql).catch(() => undefined)
  }
}

function typeOf(table: FillableTable, column: string): string {
  return table.columns.find(({ name }) => name === column)?.type ?? 'text'
}
