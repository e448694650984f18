// Prisma's record on the target, _prisma_migrations: what it says, and how it is corrected.
import { createHash, randomUUID } from 'node:crypto'
import {
  type AppliedMigration,
  type Found,
  type Migration,
  type Query,
  type TableName,
  UsageError,
} from '@migration-planner/core'
import { databaseSchemaOf } from './detect.ts'

const tableName = '_prisma_migrations'

/** The table that Prisma makes for itself. */
export function ownTables(found: Found): readonly TableName[] {
  return [{ schema: databaseSchemaOf(found), name: tableName }]
}

/** Undefined where Prisma never ran on the target. */
export async function applied(
  query: Query,
  migrations: readonly Migration[],
  found?: Found,
): Promise<readonly AppliedMigration[] | undefined> {
  const record = await recordIn(query, found)
  if (record === undefined) return undefined
  const rows = await query(`SELECT migration_name, checksum, finished_at, rolled_back_at FROM ${record} ORDER BY started_at, id`)
  const names = [...new Set(rows.map(({ migration_name: name }) => String(name)))]
  return names.map((name) =>
    stateOf(
      name,
      rows.filter(({ migration_name: other }) => other === name),
      migrations,
    ),
  )
}

/** Forgets that migrations ran; a failed or rolled back row of theirs as well. */
export async function forget(query: Query, ids: readonly string[], found?: Found): Promise<void> {
  const record = await recordIn(query, found)
  if (record === undefined) return
  for (const id of ids) await query(`DELETE FROM ${record} WHERE migration_name = $1`, [id])
}

/** As `prisma migrate resolve --applied` does: a checksum and no steps. */
export async function record(query: Query, migrations: readonly Migration[], found?: Found): Promise<void> {
  const table = await recordIn(query, found)
  if (table === undefined)
    throw new UsageError('Prisma has never run on this database', 'Run `prisma migrate deploy` on it once.')
  for (const { id, source } of migrations) {
    await query(
      `INSERT INTO ${table} (id, checksum, migration_name, started_at, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), now(), 0)`,
      [randomUUID(), checksumOf(source.text), id],
    )
  }
}

/** Prisma's table, quoted; undefined where there is none. */
async function recordIn(query: Query, found: Found | undefined): Promise<string | undefined> {
  const places = await query(
    `SELECT table_schema AS place, current_schema() AS here FROM information_schema.tables WHERE table_name = '${tableName}'`,
  )
  const schemas = places.map(({ place }) => String(place))
  const wanted = found === undefined ? String(places[0]?.['here']) : databaseSchemaOf(found)
  const schema =
    schemas.find((candidate) => candidate === wanted) ?? (found === undefined && schemas.length === 1 ? schemas[0] : undefined)
  return schema === undefined ? undefined : `"${schema.replaceAll('"', '""')}"."${tableName}"`
}

type Row = Readonly<Record<string, unknown>>

/** A migration that was rolled back and run again has several rows: one that stands decides. */
function stateOf(id: string, rows: readonly Row[], migrations: readonly Migration[]): AppliedMigration {
  const standing = rows.findLast((row) => row['rolled_back_at'] === null)
  const row = standing ?? rows.at(-1)
  const state = !standing ? 'rolled back' : standing['finished_at'] === null ? 'failed' : 'applied'
  const migration = migrations.find((candidate) => candidate.id === id)
  return {
    id,
    state,
    unchanged: migration === undefined || checksumsOf(migration.source.text).includes(String(row?.['checksum'])),
  }
}

/** Prisma takes a file for unchanged, too, when only its line breaks are others. */
function checksumsOf(text: string): readonly string[] {
  const unix = text.replaceAll('\r\n', '\n')
  return [text, unix, unix.replaceAll('\n', '\r\n')].map(checksumOf)
}

function checksumOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
