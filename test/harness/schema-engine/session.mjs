// Opens the one database session that an engine works in, with the habits of the native engine.
import pg from 'pg'
import { PrismaPg } from '@prisma/adapter-pg'
import { ColumnTypeEnum } from '@prisma/driver-adapter-utils'
import { namesIn } from './datasource.mjs'
import { queriesOf } from './statements.mjs'

// The adapter refuses these catalog types, which the engine reads while it describes a database.
const READ_AS = new Map([
  [18, 25], // "char" as text, and see `charColumns`
  [19, 25], // name as text
  [22, 1005], // int2vector as int2[]
  [26, 20], // oid as int8
  [28, 25], // xid as text
  [194, 25], // pg_node_tree as text
  [1002, 1009], // "char"[] as text[]
  [1003, 1009], // name[] as text[]
  [1028, 1016], // oid[] as int8[]
  [2205, 25], // regclass as text
  [2206, 25], // regtype as text
])

// Rows of a result → its columns of type "char", which the engine insists on getting as characters (it panics on
// text when a table has a check constraint) and for which the adapter has no word.
const charColumns = new WeakMap()

class CatalogClient extends pg.Client {
  query(...args) {
    const pending = super.query(...args)
    if (typeof pending?.then !== 'function') return pending
    return pending.then((result) => {
      for (const { fields, rows } of [result].flat()) readCatalogTypes(fields, rows)
      return result
    })
  }
}

function readCatalogTypes(fields, rows) {
  const characters = []
  for (const [index, field] of fields.entries()) {
    if (field.dataTypeID === 18) characters.push(index)
    field.dataTypeID = READ_AS.get(field.dataTypeID) ?? field.dataTypeID
  }
  charColumns.set(rows, characters)
}

function withCharacters(queryable) {
  const queryRaw = queryable.queryRaw.bind(queryable)
  queryable.queryRaw = async (query) => {
    const result = await queryRaw(query)
    for (const index of charColumns.get(result.rows) ?? []) result.columnTypes[index] = ColumnTypeEnum.Character
    return result
  }
  return queryable
}

// The native engine keeps its session after an error, also inside an aborted transaction; pg-pool closes it.
class OneSession extends pg.Pool {
  async query(...args) {
    const client = await this.connect()
    try {
      return await client.query(...args)
    } finally {
      client.release()
    }
  }
}

/**
 * @param {string} url
 * @param {{ name: string, failed?: (script: string, error: unknown) => void }} options
 * @returns {Promise<{ adapter: object, end: () => Promise<void> }>}
 */
export async function openSession(url, { name, failed }) {
  const { schema } = namesIn(url)
  const pool = new OneSession({ connectionString: url, max: 1, application_name: name, Client: CatalogClient })
  pool.on('connect', (client) => void client.query(`SET search_path = ${pg.escapeIdentifier(schema)}`))
  const adapter = withCharacters(await new PrismaPg(pool, { schema }).connect())

  const startTransaction = adapter.startTransaction.bind(adapter)
  adapter.startTransaction = async (level) => withCharacters(await startTransaction(level))

  // The adapter's own executeScript cuts at every semicolon, also inside a DO block.
  adapter.executeScript = async (script) => {
    try {
      for (const sql of await queriesOf(script)) await adapter.executeRaw({ sql, args: [], argTypes: [] })
    } catch (error) {
      failed?.(script, error)
      throw error
    }
  }

  let ended = false
  const end = async () => {
    if (ended) return
    ended = true
    await pool.end().catch(() => {})
  }
  adapter.dispose = end
  return { adapter, end }
}
