// How many rows each table has: said by a flag, by the config, by an exported file, or read from the target, in this order.
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import { displayName, keyOf, type TableName, UsageError } from '@migration-planner/core'
import type { Context } from '../context.ts'
import type { Workspace } from './open.ts'

export type RowsOf = (table: TableName) => number | undefined

export async function rowsFor(
  context: Context,
  config: Workspace['config'],
  measured: ReadonlyMap<string, number> | undefined,
): Promise<RowsOf> {
  const file = context.flags.stats === undefined ? config.stats : resolve(context.cwd, context.flags.stats)
  const said = new Map<string, number>()
  if (file !== undefined) for (const [name, rows] of await readStats(file)) said.set(name, rows)
  for (const source of [config.rows ?? {}, context.flags.rows ?? {}])
    for (const [name, rows] of Object.entries(source)) said.set(name, rows)
  return (table) =>
    said.get(displayName(table)) ??
    said.get(keyOf(table)) ??
    (isPublic(table) ? said.get(table.name) : undefined) ??
    measured?.get(keyOf(table))
}

function isPublic(table: TableName): boolean {
  return table.schema === undefined || table.schema === 'public'
}

/** A JSON file of rows by table: `{ "users": 12000000 }`, the same under `rows`, or `{ "users": { "rows": 12000000 } }`. */
async function readStats(file: string): Promise<readonly (readonly [string, number])[]> {
  const value = await readJson(file)
  const rows = isRecord(value) && isRecord(value['rows']) ? value['rows'] : value
  if (!isRecord(rows)) throw new UsageError('The statistics are no JSON object', 'Write { "table": rows, … }', file)
  return Object.entries(rows).map(([name, entry]) => {
    const count = isRecord(entry) ? entry['rows'] : entry
    if (typeof count === 'number' && Number.isFinite(count) && count >= 0) return [name, Math.round(count)] as const
    throw new UsageError(`The statistics say no number of rows for "${name}"`, 'Write { "table": rows, … }', file)
  })
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'))
  } catch (error) {
    throw new UsageError(
      `The statistics cannot be read: ${error instanceof Error ? error.message : String(error)}`,
      'Correct --stats, or the config key "stats"',
      file,
    )
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
