// What a server is seen to do for one statement: the locks it takes, the rows it reads and the files it writes anew.
import type { Client } from 'pg'

export interface Observed {
  /** The strongest lock of each relation that was there before, reads' ACCESS SHARE left out. */
  readonly locks: Readonly<Record<string, string>>
  readonly work: string
}

interface Relation {
  readonly oid: number
  readonly name: string
  readonly kind: string
  readonly file: number
  readonly read: number
  readonly written: number
}

const modes = [
  'RowShareLock',
  'RowExclusiveLock',
  'ShareUpdateExclusiveLock',
  'ShareLock',
  'ShareRowExclusiveLock',
  'ExclusiveLock',
  'AccessExclusiveLock',
]

/** ShareRowExclusiveLock is SHARE ROW EXCLUSIVE in the manual. */
function manualName(mode: string): string {
  const words = [...mode.slice(0, -'Lock'.length)].map((letter) => (letter === letter.toUpperCase() ? ` ${letter}` : letter))
  return words.join('').trim().toUpperCase()
}

/** Runs the statement in a transaction that is rolled back; indexes count only where they are named. */
export async function observe(client: Client, sql: string, named: readonly string[]): Promise<Observed> {
  await client.query('BEGIN')
  try {
    const before = await relations(client)
    await client.query(sql)
    const after = await relations(client)
    return { locks: await locksOf(client, 'pg_backend_pid()', before, named), work: workBetween(before, after) }
  } finally {
    await client.query('ROLLBACK')
  }
}

async function relations(client: Client): Promise<readonly Relation[]> {
  const { rows } = await client.query<Relation>(`
    SELECT relation.oid::int, relation.relname AS name, relation.relkind AS kind, coalesce(pg_relation_filenode(relation.oid), 0)::int AS file,
      coalesce(seq_tup_read, 0)::int AS read, coalesce(n_tup_ins + n_tup_upd + n_tup_del, 0)::int AS written
    FROM pg_class AS relation LEFT JOIN pg_stat_xact_user_tables ON relid = relation.oid
    WHERE relation.relnamespace = 'public'::regnamespace`)
  return rows
}

async function locksOf(
  client: Client,
  process: string,
  before: readonly Relation[],
  named: readonly string[],
): Promise<Observed['locks']> {
  const { rows } = await client.query<{ relation: number; mode: string }>(
    `SELECT relation::int, mode FROM pg_locks WHERE pid = ${process} AND locktype = 'relation' AND granted`,
  )
  const locks = new Map<string, number>()
  for (const { relation, mode } of rows) {
    const known = before.find(({ oid }) => oid === relation)
    const strength = modes.indexOf(mode)
    if (!known || strength < 0 || (known.kind !== 'r' && known.kind !== 'p' && !named.includes(known.name))) continue
    locks.set(known.name, Math.max(strength, locks.get(known.name) ?? 0))
  }
  return Object.fromEntries([...locks].map(([name, strength]) => [name, manualName(modes[strength] ?? '')]))
}

function workBetween(before: readonly Relation[], after: readonly Relation[]): string {
  const wasThere = new Map(before.map((relation) => [relation.oid, relation]))
  const read = after.some(({ oid, read: now }) => now > (wasThere.get(oid)?.read ?? 0))
  const isNewFile = ({ oid, file }: Relation): boolean => file !== 0 && file !== wasThere.get(oid)?.file
  const isTable = ({ kind }: Relation): boolean => kind === 'r' || kind === 'm'
  if (after.some(({ oid, written }) => written > (wasThere.get(oid)?.written ?? 0))) return 'rows'
  if (!read) return 'catalog'
  if (after.some((relation) => isTable(relation) && wasThere.has(relation.oid) && isNewFile(relation))) return 'rewrite'
  return after.some((relation) => relation.kind === 'i' && isNewFile(relation)) ? 'build' : 'scan'
}

/** Runs a statement that refuses transactions while an older reader keeps it waiting, and looks at what it holds meanwhile. */
export async function observeAlone(connect: () => Promise<Client>, sql: string): Promise<Observed['locks']> {
  const [runner, reader, sampler] = await Promise.all([connect(), connect(), connect()])
  try {
    const before = await relations(sampler)
    await reader.query('BEGIN ISOLATION LEVEL REPEATABLE READ')
    await reader.query('SELECT count(*) FROM loose')
    const { rows } = await runner.query<{ process: number }>('SELECT pg_backend_pid() AS process')
    const process = String(rows[0]?.process)
    const running = runner.query(sql)
    await waitsForReader(sampler, process)
    const locks = await locksOf(sampler, process, before, [])
    await reader.query('ROLLBACK')
    await running
    return locks
  } finally {
    await Promise.all([runner.end(), reader.end(), sampler.end()])
  }
}

async function waitsForReader(sampler: Client, process: string): Promise<void> {
  for (;;) {
    const { rows } = await sampler.query(
      `SELECT FROM pg_locks WHERE pid = ${process} AND locktype = 'virtualxid' AND NOT granted`,
    )
    if (rows.length > 0) return
  }
}
