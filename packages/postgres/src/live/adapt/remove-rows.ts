// Removes rows of a shadow, and the rows that refer to them.
import { keyOf, type Session, type TableName } from '@migration-planner/core'
import { failureOf } from '../failure.ts'
import { quote, quoteTable } from '../quote.ts'

/** How many rows of the table the condition took away; it is about the row `t`. */
export async function removeRows(session: Session, table: TableName, condition: string): Promise<number> {
  await session.query('BEGIN')
  try {
    const removed = (await keepsTriggersQuiet(session))
      ? await removeWithOrphans(session, table, condition)
      : await removeWithReferring(session, { table, condition }, await referencesIn(session), new Map())
    await session.query('COMMIT')
    return removed
  } catch (error) {
    await session.query('ROLLBACK')
    throw error
  }
}

const insufficientPrivilege = '42501'

/** Triggers stay quiet then, those of foreign keys too; only a superuser may ask for it. */
async function keepsTriggersQuiet(session: Session): Promise<boolean> {
  await session.query('SAVEPOINT before_setting')
  try {
    await session.query('SET LOCAL session_replication_role TO replica')
    return true
  } catch (error) {
    if (failureOf(error).code !== insufficientPrivilege) throw error
    await session.query('ROLLBACK TO SAVEPOINT before_setting')
    return false
  }
}

interface Reference {
  readonly name: string
  readonly child: TableName
  readonly parent: TableName
  readonly pairs: readonly { readonly column: string; readonly target: string }[]
}

async function referencesIn(session: Session): Promise<readonly Reference[]> {
  const rows =
    await session.query(`SELECT k.oid::text AS name, cn.nspname AS "childSchema", c.relname AS child, pn.nspname AS "parentSchema", p.relname AS parent,
      (SELECT array_agg(a.attname::text ORDER BY u.position) FROM unnest(k.conkey) WITH ORDINALITY u (attnum, position)
        JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.attnum) AS columns,
      (SELECT array_agg(a.attname::text ORDER BY u.position) FROM unnest(k.confkey) WITH ORDINALITY u (attnum, position)
        JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.attnum) AS targets
    FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace cn ON cn.oid = c.relnamespace
    JOIN pg_class p ON p.oid = k.confrelid JOIN pg_namespace pn ON pn.oid = p.relnamespace
    WHERE k.contype = 'f' AND k.convalidated AND k.conparentid = 0`)
  return rows.map((row) => ({
    name: String(row['name']),
    child: { schema: String(row['childSchema']), name: String(row['child']) },
    parent: { schema: String(row['parentSchema']), name: String(row['parent']) },
    pairs: texts(row['columns']).map((column, place) => ({
      column: quote(column),
      target: quote(texts(row['targets'])[place] ?? ''),
    })),
  }))
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}

async function removeWithOrphans(session: Session, table: TableName, condition: string): Promise<number> {
  const removed = await session.query(`DELETE FROM ${quoteTable(table)} t WHERE ${condition} RETURNING 1`)
  if (removed.length === 0) return 0
  const statements = (await referencesIn(session)).map(({ child, parent, pairs }) => {
    const given = pairs.map(({ column }) => `c.${column} IS NOT NULL`).join(' AND ')
    const same = pairs.map(({ column, target }) => `p.${target} = c.${column}`).join(' AND ')
    return `DELETE FROM ${quoteTable(child)} c WHERE ${given} AND NOT EXISTS (SELECT 1 FROM ${quoteTable(parent)} p WHERE ${same}) RETURNING 1`
  })
  for (let orphans = 1; orphans > 0;) {
    orphans = 0
    for (const statement of statements) orphans += (await session.query(statement)).length
  }
  return removed.length
}

/** A row may refer to a row of its own table, which refers to another: followed this far. */
const longestChain = 4

interface Doomed {
  readonly table: TableName
  readonly condition: string
}

/** First those that refer, then the rows themselves; `taken` counts how often each reference was followed. */
async function removeWithReferring(
  session: Session,
  { table, condition }: Doomed,
  references: readonly Reference[],
  taken: ReadonlyMap<string, number>,
): Promise<number> {
  for (const { name, child, parent, pairs } of references) {
    const times = taken.get(name) ?? 0
    if (keyOf(parent) !== keyOf(table) || times >= longestChain) continue
    const columns = pairs.map(({ column }) => `t.${column}`).join(', ')
    const targets = pairs.map(({ target }) => `t.${target}`).join(', ')
    const refers = `(${columns}) IN (SELECT ${targets} FROM ${quoteTable(table)} t WHERE ${condition})`
    await removeWithReferring(session, { table: child, condition: refers }, references, new Map(taken).set(name, times + 1))
  }
  return (await session.query(`DELETE FROM ${quoteTable(table)} t WHERE ${condition} RETURNING 1`)).length
}
