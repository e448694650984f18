// Removes rows of a shadow, and the rows that refer to them.
import { type Session, type TableName } from '@migration-planner/core'
import { quote, quoteTable } from '../quote.ts'

/** How many rows of the table the condition took away; it is about the row `t`. */
export async function removeRows(session: Session, table: TableName, condition: string): Promise<number> {
  await session.query('BEGIN')
  try {
    // Triggers stay quiet, those of foreign keys too: what then refers to nothing is removed below.
    await session.query('SET LOCAL session_replication_role TO replica')
    const removed = await session.query(`DELETE FROM ${quoteTable(table)} t WHERE ${condition} RETURNING 1`)
    if (removed.length > 0) await removeOrphans(session)
    await session.query('COMMIT')
    return removed.length
  } catch (error) {
    await session.query('ROLLBACK')
    throw error
  }
}

const references = `
SELECT k.conrelid::regclass::text AS child, k.confrelid::regclass::text AS parent,
  (SELECT array_agg(a.attname::text ORDER BY u.position) FROM unnest(k.conkey) WITH ORDINALITY u (attnum, position)
    JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.attnum) AS columns,
  (SELECT array_agg(a.attname::text ORDER BY u.position) FROM unnest(k.confkey) WITH ORDINALITY u (attnum, position)
    JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.attnum) AS targets
FROM pg_constraint k WHERE k.contype = 'f' AND k.convalidated`

async function removeOrphans(session: Session): Promise<void> {
  const found = await session.query(references)
  const statements = found.map(({ child, parent, columns, targets }) => {
    const pairs = texts(columns).map((column, place) => ({ column: quote(column), target: quote(texts(targets)[place] ?? '') }))
    const given = pairs.map(({ column }) => `c.${column} IS NOT NULL`).join(' AND ')
    const same = pairs.map(({ column, target }) => `p.${target} = c.${column}`).join(' AND ')
    return `DELETE FROM ${String(child)} c WHERE ${given} AND NOT EXISTS (SELECT 1 FROM ${String(parent)} p WHERE ${same}) RETURNING 1`
  })
  for (let removed = 1; removed > 0;) {
    removed = 0
    for (const statement of statements) removed += (await session.query(statement)).length
  }
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : []
}
