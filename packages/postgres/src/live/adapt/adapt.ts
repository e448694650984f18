// Adapt: the original must be able to run, or there is nothing to compare with: takes away the rows that it refuses.
import {
  type Adapted,
  type Failure,
  type Operation,
  type RemovedRows,
  type Session,
  type Shadow,
  type ShadowDatabase,
  type TableName,
  keyOf,
} from '@migration-planner/core'
import { loadGrammar } from '../../read/parser.ts'
import { readPostgres } from '../../read/index.ts'
import { failureOf } from '../failure.ts'
import { type Obstacle, obstaclesTo, tryFunction } from './obstacles.ts'
import { removeRows } from './remove-rows.ts'

/** Each round removes what one script refuses; more rounds than scripts, because one may refuse for several reasons. */
const roundsPerScript = 4

interface Stop {
  readonly statement: string
  readonly failure: Failure
}

export async function adapt(shadow: Shadow, database: ShadowDatabase, scripts: readonly string[]): Promise<Adapted> {
  await loadGrammar()
  const removed: RemovedRows[] = []
  for (let round = 0; round <= scripts.length * roundsPerScript; round += 1) {
    const stop = await tryOn(shadow, database, scripts)
    if (!stop) return { removed }
    const taken = stop.failure.fault === 'data' ? await makeWay(database.session, stop) : []
    if (taken.length === 0) return { removed, failure: stop }
    removed.push(...taken)
  }
  const stop = await tryOn(shadow, database, scripts)
  return stop ? { removed, failure: stop } : { removed }
}

async function tryOn(shadow: Shadow, database: ShadowDatabase, scripts: readonly string[]): Promise<Stop | undefined> {
  const copy = await shadow.copy(database)
  try {
    for (const statement of scripts) {
      const failure = await attempt(copy.session, statement)
      if (failure) return { statement, failure }
    }
    return undefined
  } finally {
    await copy.drop()
  }
}

async function attempt(session: Session, script: string): Promise<Failure | undefined> {
  try {
    await session.script(script)
    return undefined
  } catch (error) {
    return failureOf(error)
  }
}

/** The rows that the failed script's own operations refuse; where those cannot be told, all rows of its tables. */
async function makeWay(session: Session, { statement, failure }: Stop): Promise<readonly RemovedRows[]> {
  const operations = operationsIn(statement)
  await session.query(tryFunction)
  const removed: RemovedRows[] = []
  for (const obstacle of operations.flatMap(obstaclesTo)) removed.push(...(await remove(session, obstacle)))
  if (removed.length > 0) return removed
  for (const table of tablesOf(operations, failure))
    removed.push(...(await remove(session, { table, condition: 'true', because: failure.message })))
  return removed
}

// A column that an earlier statement makes or renames is not there yet: then the condition is no help.
async function remove(session: Session, { table, condition, because }: Obstacle): Promise<readonly RemovedRows[]> {
  const rows = await removeRows(session, table, condition).catch(() => 0)
  return rows > 0 ? [{ table, rows, because }] : []
}

function operationsIn(script: string): readonly Operation[] {
  const { statements } = readPostgres({ path: 'direct.sql', text: script })
  return statements.flatMap(({ parts }) => parts.map(({ operation }) => operation))
}

function tablesOf(operations: readonly Operation[], failure: Failure): readonly TableName[] {
  const named = operations.flatMap((operation) => ('table' in operation && operation.table ? [operation.table] : []))
  const all = failure.table ? [failure.table] : named
  return [...new Map(all.map((table) => [keyOf(table), table])).values()]
}
