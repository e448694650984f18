// Commands that no operation stands for, but whose locks are known: they are kept as written and still judged.
import type { Effects, Lock, Opaque, TableName, Work } from '@migration-planner/core'
import { effects, lock, type LockMode, type Place } from './facts.ts'

interface Known {
  readonly mode?: LockMode
  readonly work: Work
  readonly page: string
}

const page = 'sql-altertable'
const brief: Known = { mode: 'ACCESS EXCLUSIVE', work: 'catalog', page }
const rewrite: Known = { mode: 'ACCESS EXCLUSIVE', work: 'rewrite', page }
const trigger: Known = { mode: 'SHARE ROW EXCLUSIVE', work: 'catalog', page }
const silent = (manual: string): Known => ({ work: 'catalog', page: manual })

/** By the command's own words, as the reader has them. */
const commands: ReadonlyMap<string, Known> = new Map([
  ['CLUSTER', { ...rewrite, page: 'sql-cluster' }],
  ['ALTER TABLE SET LOGGED', rewrite],
  ['ALTER TABLE SET UNLOGGED', rewrite],
  ['ALTER TABLE SET ACCESS METHOD', rewrite],
  ['ALTER TABLE SET TABLESPACE', rewrite],
  ['REFRESH MATERIALIZED VIEW', { ...rewrite, page: 'sql-refreshmaterializedview' }],
  ['ALTER TABLE REPLICA IDENTITY', brief],
  ['ALTER TABLE ENABLE ROW LEVEL SECURITY', brief],
  ['ALTER TABLE DISABLE ROW LEVEL SECURITY', brief],
  ['ALTER TABLE FORCE ROW LEVEL SECURITY', brief],
  ['ALTER TABLE NO FORCE ROW LEVEL SECURITY', brief],
  ['ALTER TABLE ADD GENERATED AS IDENTITY', brief],
  ['ALTER TABLE SET IDENTITY', brief],
  ['ALTER TABLE DROP IDENTITY', brief],
  ['ALTER TABLE ENABLE TRIGGER', trigger],
  ['ALTER TABLE DISABLE TRIGGER', trigger],
  ['ALTER TABLE ENABLE TRIGGER USER', trigger],
  ['ALTER TABLE DISABLE TRIGGER USER', trigger],
  ['ALTER TABLE ENABLE TRIGGER ALL', trigger],
  ['ALTER TABLE DISABLE TRIGGER ALL', trigger],
  ['ANALYZE', { mode: 'SHARE UPDATE EXCLUSIVE', work: 'catalog', page: 'sql-analyze' }],
  ['ALTER SEQUENCE', silent('sql-altersequence')],
  ['SET CONSTRAINTS', silent('sql-set-constraints')],
  ['SET TRANSACTION', silent('sql-set-transaction')],
  ['SAVEPOINT', silent('sql-savepoint')],
  ['RELEASE', silent('sql-release-savepoint')],
  ['SHOW', silent('sql-show')],
  ['NOTIFY', silent('sql-notify')],
])

/** Words of a command's options, which are no names. */
const options: ReadonlySet<string> = new Set(['full', 'freeze', 'verbose', 'analyze', 'concurrently'])

/** Undefined where nobody knows beforehand. */
export function knownEffects(operation: Opaque, place: Place): Effects | undefined {
  const known = operation.what === 'VACUUM' ? vacuum(operation) : knownCommand(operation)
  return (
    known &&
    effects(place, known.page, {
      locks: known.mode ? locksOn(operation, known.mode, place) : [],
      work: known.work,
      ownTransaction: operation.ownTransaction,
    })
  )
}

function vacuum({ mentions }: Opaque): Known {
  if (mentions.includes('full')) return { ...rewrite, page: 'sql-vacuum' }
  return { mode: 'SHARE UPDATE EXCLUSIVE', work: 'scan', page: 'sql-vacuum' }
}

function knownCommand({ what, mentions }: Opaque): Known | undefined {
  const known = commands.get(what)
  // Readers go on with the old contents meanwhile.
  const isConcurrent = what === 'REFRESH MATERIALIZED VIEW' && mentions.includes('concurrently')
  return known && isConcurrent ? { ...known, mode: 'EXCLUSIVE', work: 'rows' } : known
}

/** The relations of the schema that it mentions, or else the first name. */
function locksOn({ mentions }: Opaque, mode: LockMode, { before }: Place): readonly Lock[] {
  const names = mentions.filter((name) => !options.has(name))
  const relations: readonly TableName[] = [...before.tables.values(), ...before.views.values()].map(({ name }) => name)
  const found = relations.filter(({ name }) => names.includes(name))
  const [first] = names
  const fallback = first === undefined ? [] : [{ schema: undefined, name: first }]
  return (found.length > 0 ? found : fallback).map((table) => lock(mode, table))
}
