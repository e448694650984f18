// Observe: what each statement really did, asked of the server from the same session: locks, storage written anew, rows read.
import { type Blocks, type Observed, type Session, type TableName, type Work } from '@migration-planner/core'

interface Relation {
  readonly table: TableName
  readonly file: string
  readonly read: number
  readonly rows: number
}

interface Lock {
  readonly oid: string
  readonly mode: string
}

/** Runs the statements in one transaction and commits it. */
export async function observe(session: Session, statements: readonly string[]): Promise<readonly Observed[]> {
  await session.query('BEGIN')
  try {
    const observed: Observed[] = []
    for (const statement of statements) observed.push(await observeOne(session, statement))
    await session.query('COMMIT')
    return observed
  } catch (error) {
    await session.query('ROLLBACK')
    throw error
  }
}

async function observeOne(session: Session, statement: string): Promise<Observed> {
  const before = await relations(session)
  const held = new Set((await locks(session)).map(lockKey))
  await session.query(statement)
  const taken = (await locks(session)).filter((lock) => !held.has(lockKey(lock)))
  const after = await relations(session)
  const changed = [...before].flatMap(([oid, relation]) => {
    const now = after.get(oid)
    return now ? [{ relation, rewritten: now.file !== relation.file, read: now.read - relation.read }] : []
  })
  const rewritten = changed.filter((change) => change.rewritten).map(({ relation }) => relation.table)
  const scanned = changed
    .filter(({ relation, read }) => relation.rows > 0 && read >= relation.rows)
    .map(({ relation }) => relation.table)
  // A dropped table's oid means nothing any more: its name is the one from before. What is new, nobody waits for.
  const observedLocks = taken.flatMap(({ oid, mode }) => {
    const relation = before.get(oid)
    return relation ? [{ table: relation.table, mode: nameOfMode(mode), blocks: blocking[mode] ?? 'nothing' }] : []
  })
  return { statement, locks: observedLocks, rewritten, scanned, work: workOf(rewritten, scanned) }
}

function lockKey({ oid, mode }: Lock): string {
  return `${oid} ${mode}`
}

function workOf(rewritten: readonly TableName[], scanned: readonly TableName[]): Work {
  if (rewritten.length > 0) return 'rewrite'
  return scanned.length > 0 ? 'scan' : 'catalog'
}

async function locks(session: Session): Promise<readonly Lock[]> {
  const rows = await session.query(`SELECT l.relation::text AS oid, l.mode FROM pg_locks l
    WHERE l.pid = pg_backend_pid() AND l.locktype = 'relation' AND l.granted AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())`)
  return rows.map(({ oid, mode }) => ({ oid: String(oid), mode: String(mode) }))
}

// Counters of this transaction come late: only their difference says something.
async function relations(session: Session): Promise<ReadonlyMap<string, Relation>> {
  const rows =
    await session.query(`SELECT c.oid::text AS oid, n.nspname AS schema, c.relname AS name, pg_relation_filenode(c.oid)::text AS file,
      coalesce(pg_stat_get_xact_tuples_returned(c.oid), 0)::int AS read,
      greatest(c.reltuples, 0)::int AS rows
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'm', 'v') AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'`)
  return new Map(
    rows.map((row) => [
      String(row['oid']),
      {
        table: { schema: String(row['schema']), name: String(row['name']) },
        file: String(row['file']),
        read: Number(row['read']),
        rows: Number(row['rows']),
      },
    ]),
  )
}

/** As the manual writes them: https://www.postgresql.org/docs/current/explicit-locking.html */
const blocking: Readonly<Record<string, Blocks>> = {
  AccessShareLock: 'nothing',
  RowShareLock: 'nothing',
  RowExclusiveLock: 'nothing',
  ShareUpdateExclusiveLock: 'nothing',
  ShareLock: 'writes',
  ShareRowExclusiveLock: 'writes',
  ExclusiveLock: 'writes',
  AccessExclusiveLock: 'reads and writes',
}

const modes: Readonly<Record<string, string>> = {
  AccessShareLock: 'ACCESS SHARE',
  RowShareLock: 'ROW SHARE',
  RowExclusiveLock: 'ROW EXCLUSIVE',
  ShareUpdateExclusiveLock: 'SHARE UPDATE EXCLUSIVE',
  ShareLock: 'SHARE',
  ShareRowExclusiveLock: 'SHARE ROW EXCLUSIVE',
  ExclusiveLock: 'EXCLUSIVE',
  AccessExclusiveLock: 'ACCESS EXCLUSIVE',
}

function nameOfMode(mode: string): string {
  return modes[mode] ?? mode
}
