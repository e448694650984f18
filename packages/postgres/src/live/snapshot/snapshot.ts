// Snapshot: the whole catalog in the server's own words (pg_get_*def), as entries that can be compared one by one.
import { type Session, type Snapshot, type SnapshotEntry, type TableName, keyOf } from '@migration-planner/core'
import { quote } from '../quote.ts'
import { objectQueries } from './objects.ts'
import { tableQueries } from './tables.ts'

// One question for all: a proof asks it dozens of times.
const everything = [...tableQueries, ...objectQueries].map((query) => `(${query})`).join('\nUNION ALL\n')

/** Everything that is defined, without the engine's own and without the named tables. */
export async function snapshotOf(session: Session, except: readonly TableName[] = []): Promise<Snapshot> {
  // One moment for all queries, and every name qualified, whatever the session's search path is.
  await session.script('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL search_path TO pg_catalog')
  try {
    const found = await session.query(everything, [except.map(keyOf)])
    const entries = [...entriesOf(found), ...(await positions(session))]
    return { entries: new Map(entries.map((entry) => [`${entry.object} · ${entry.property}`, entry])) }
  } finally {
    await session.script('ROLLBACK')
  }
}

const cosmetic: ReadonlySet<string> = new Set(['column order', 'NOT NULL constraint'])

function entriesOf(rows: readonly Readonly<Record<string, unknown>>[]): readonly SnapshotEntry[] {
  return rows.flatMap(({ object, properties }) => {
    const known = Object.entries(properties ?? {}).filter(([, value]) => value !== null)
    return [['existence', 'yes'], ...known].map(([property, value]) => ({
      class: cosmetic.has(String(property)) ? 'cosmetic' : 'definition',
      object: String(object),
      property: String(property),
      value: String(value),
    }))
  })
}

async function positions(session: Session): Promise<readonly SnapshotEntry[]> {
  const sequences = await session.query(`SELECT n.nspname, c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'S' AND n.nspname !~ '^pg_'`)
  if (sequences.length === 0) return []
  const each = sequences.map(({ nspname, relname }, index) => {
    const sequence = `${quote(String(nspname))}.${quote(String(relname))}`
    return `SELECT ${index} AS index, CASE WHEN is_called THEN last_value::text ELSE 'before ' || last_value END AS position FROM ${sequence}`
  })
  const rows = await session.query(each.join(' UNION ALL '))
  return rows.map(({ index, position }) => {
    const { nspname, relname } = sequences[Number(index)] ?? {}
    const name = nspname === 'public' ? String(relname) : `${String(nspname)}.${String(relname)}`
    return { class: 'position', object: `sequence ${name}`, property: 'position', value: String(position) }
  })
}
