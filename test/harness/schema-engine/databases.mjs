// Creates and drops whole databases, on connections of their own.
import pg from 'pg'
import { namesIn, withDatabase } from './datasource.mjs'

/** Runs statements on a connection of their own. */
export async function runOn(url, ...statements) {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    for (const sql of statements) await client.query(sql)
  } finally {
    await client.end()
  }
}

/** Creates the database that a URL names, and its schema. */
export async function createDatabase(url) {
  const { database, schema } = namesIn(url)
  await runOn(withDatabase(url, 'postgres'), `CREATE DATABASE ${pg.escapeIdentifier(database)}`)
  await runOn(url, `CREATE SCHEMA IF NOT EXISTS ${pg.escapeIdentifier(schema)}`)
  return database
}

/** Drops the database that a URL names. */
export async function dropDatabase(url) {
  const name = pg.escapeIdentifier(namesIn(url).database)
  await runOn(withDatabase(url, 'postgres'), `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`)
}
