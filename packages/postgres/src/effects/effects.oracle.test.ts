// Asks real servers of every supported major whether each claim about locks, work and transactions is true.
import { readFileSync } from 'node:fs'
import { applyAll, emptySchema, type Effects, type Schema, type Version } from '@migration-planner/core'
import type { Client } from 'pg'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { postgres } from '../engine.ts'
import { loadParser } from '../load.ts'
import { startEmbedded, type EmbeddedServer } from '../live/index.ts'
import { alone, cases, intents, type Case } from '../../test/oracle/cases.ts'
import { observe, observeAlone, type Observed } from '../../test/oracle/observe.ts'

await loadParser()
const schemaSql = readFileSync(new URL('../../test/oracle/schema.sql', import.meta.url), 'utf8')
const rowsSql = readFileSync(new URL('../../test/oracle/rows.sql', import.meta.url), 'utf8')

const before: Schema = applyAll(
  emptySchema,
  read(schemaSql).map(({ operation }) => operation),
)

function read(sql: string) {
  const { statements, problems } = postgres.read({ path: 'oracle.sql', text: sql })
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'))
  return statements.flatMap(({ parts }) => parts)
}

function claimOf(sql: string, version: Version): Effects {
  const [part, ...others] = read(sql)
  if (!part || others.length > 0) throw new Error(`not one operation: ${sql}`)
  return postgres.effectsOf(part.operation, before, version)
}

/** The claim in the words in which a server is observed. */
function inObservedWords({ locks, work }: Effects): Observed {
  return { locks: Object.fromEntries(locks.map(({ table, mode }) => [table.name, mode])), work }
}

const applies = (major: number) => (asked: Case) => major >= (asked.from ?? 15) && major <= (asked.until ?? 99)

describe.each([15, 16, 17, 18])('on PostgreSQL %i', (major) => {
  const version: Version = { major, known: true }
  let server: EmbeddedServer
  let client: Client
  const connect = async (): Promise<Client> => {
    const opened = new pg.Client({ connectionString: server.url })
    await opened.connect()
    // Away from UTC, where timestamps with and without a time zone are not stored alike.
    await opened.query(`SET timezone = 'America/New_York'`)
    return opened
  }

  beforeAll(async () => {
    server = await startEmbedded({ major })
    client = await connect()
    await client.query(schemaSql)
    await client.query(rowsSql)
  })
  afterAll(async () => {
    await client.end()
    await server.stop()
  })

  for (const { sql } of cases.filter(applies(major))) {
    test(`${sql}`, async () => {
      const claim = inObservedWords(claimOf(sql, version))
      expect(await observe(client, sql, Object.keys(claim.locks))).toEqual(claim)
      expect(claimOf(sql, version).ownTransaction).toBe(false)
    })
  }

  for (const intent of intents) {
    test(`intent: ${intent.kind}`, async () => {
      const claim = inObservedWords(postgres.effectsOfIntent(intent, before, version))
      const sql = postgres.write(intent, before, version).join(';\n')
      expect(await observe(client, sql, Object.keys(claim.locks))).toEqual(claim)
    })
  }

  for (const { sql } of alone.filter(applies(major))) {
    test(`alone: ${sql}`, async () => {
      expect(claimOf(sql, version).ownTransaction).toBe(true)
      await expect(observe(client, sql, [])).rejects.toMatchObject({ code: '25001' })
      expect(await observeAlone(connect, sql)).toEqual(inObservedWords(claimOf(sql, version)).locks)
    })
  }
})
