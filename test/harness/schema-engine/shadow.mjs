// Opens the shadow database, where the engine replays a history.
import { randomUUID } from 'node:crypto'
import { createDatabase, dropDatabase, runOn } from './databases.mjs'
import { withDatabase } from './datasource.mjs'
import { openSession } from './session.mjs'

/**
 * A shadow database: the one the project names, emptied, or one of our own that is dropped when the adapter is
 * disposed of.
 */
export async function openShadow({ url, shadowUrl }, options) {
  if (shadowUrl !== undefined) {
    await runOn(shadowUrl, EMPTY)
    return (await openSession(shadowUrl, options)).adapter
  }
  const ownUrl = withDatabase(url, `prisma_migrate_shadow_db_${randomUUID()}`)
  await createDatabase(ownUrl)
  const { adapter, end } = await openSession(ownUrl, options)
  adapter.dispose = async () => {
    await end()
    await dropDatabase(ownUrl)
  }
  return adapter
}

const EMPTY = `
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT nspname FROM pg_namespace WHERE nspname !~ '^pg_' AND nspname <> 'information_schema' LOOP
    EXECUTE format('DROP SCHEMA %I CASCADE', name);
  END LOOP;
  CREATE SCHEMA public;
END $$`
