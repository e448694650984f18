// A drop and an add that are a rename, as public projects have written them, and some that are none.
import { renameCandidates } from '@migration-planner/core'
import { readCases } from '@migration-planner/core/testing'
import { expect, test } from 'vitest'
import { loadPostgres } from '../engine.ts'

const engine = await loadPostgres()

function candidates(migration: string, sql: string): readonly string[] {
  const [one] = readCases({ path: 'migration.sql', text: sql }, engine)
  const changes = (one?.changes ?? []).map((change) => ({ ...change, migration }))
  return renameCandidates(changes).map(
    ({ table, drop, add, confidence }) => `${table.name}.${drop.operation.column}=${add.operation.column.name} ${confidence}`,
  )
}

test.each([
  [
    'the migration names it, the new column is NOT NULL',
    '20240307203026_rename_team_group_mapping_org_id_to_organization_id',
    `-- existing table teams (id int, "orgId" int)
     ALTER TABLE teams DROP COLUMN "orgId", ADD COLUMN "organizationId" INTEGER NOT NULL;`,
    ['teams.orgId=organizationId high'],
  ],
  [
    'index and foreign key go and come with it',
    '20240307200336_rename_dsync_org_id_to_organization_id',
    `-- existing table orgs (id int primary key)
     -- existing table data (id int, "orgId" int unique constraint data_orgid_fkey references orgs (id))
     ALTER TABLE data DROP CONSTRAINT data_orgid_fkey;
     ALTER TABLE data DROP COLUMN "orgId", ADD COLUMN "organizationId" INTEGER;
     CREATE UNIQUE INDEX "data_organizationId_key" ON data ("organizationId");`,
    ['data.orgId=organizationId high'],
  ],
  [
    'one name for several tables, nothing alike but the migration says so',
    '20230609095323_rename_elements_to_properties',
    `-- existing table runs (id int, elements jsonb)
     -- existing table tasks (id int, elements jsonb)
     ALTER TABLE runs DROP COLUMN elements, ADD COLUMN properties jsonb;
     ALTER TABLE tasks DROP COLUMN elements, ADD COLUMN properties jsonb;`,
    ['runs.elements=properties high', 'tasks.elements=properties high'],
  ],
  [
    'another type and another unit',
    '20240208133710_use_bigint_for_event_durations',
    `-- existing table events (id int, "durationInMs" int)
     ALTER TABLE events DROP COLUMN "durationInMs", ADD COLUMN duration BIGINT NOT NULL DEFAULT 0;`,
    ['events.durationInMs=duration low'],
  ],
  [
    'the same type in another unit',
    'm',
    `-- existing table events (id int, duration_ms bigint)
     ALTER TABLE events DROP COLUMN duration_ms, ADD COLUMN duration_ns BIGINT;`,
    ['events.duration_ms=duration_ns low'],
  ],
  [
    'a default hides the loss',
    '20241017035042_rename_typed_signature_option',
    `-- existing table meta (id int, "enabledTypedSignature" boolean)
     ALTER TABLE meta DROP COLUMN "enabledTypedSignature", ADD COLUMN "typedSignatureEnabled" BOOLEAN NOT NULL DEFAULT false;`,
    ['meta.enabledTypedSignature=typedSignatureEnabled high'],
  ],
  [
    'the add comes first, in another statement',
    'm',
    `-- existing table users (id int, name text)
     ALTER TABLE users ADD COLUMN full_name text;
     ALTER TABLE users DROP COLUMN name;`,
    ['users.name=full_name high'],
  ],
  [
    'each finds its own, whatever the order',
    'm',
    `-- existing table s (id int, "userId" text, "sessionToken" text, "createdAt" timestamptz)
     ALTER TABLE s DROP COLUMN "userId", DROP COLUMN "sessionToken", DROP COLUMN "createdAt",
       ADD COLUMN session_token text, ADD COLUMN created_at timestamptz, ADD COLUMN user_id text;`,
    ['s.userId=user_id high', 's.sessionToken=session_token high', 's.createdAt=created_at high'],
  ],
  [
    'the only one of its type, and nothing alike',
    'm',
    `-- existing table users (id int, login text)
     ALTER TABLE users DROP COLUMN login, ADD COLUMN biography text;`,
    ['users.login=biography medium'],
  ],
  [
    'several of one type, and nothing alike',
    'm',
    `-- existing table users (id int, login text)
     ALTER TABLE users DROP COLUMN login, ADD COLUMN biography text, ADD COLUMN motto text;`,
    ['users.login=biography low'],
  ],
  [
    'a table that nobody has seen',
    'm',
    `ALTER TABLE users DROP COLUMN name, ADD COLUMN full_name text;`,
    ['users.name=full_name medium'],
  ],
])('%s', (_, migration, sql, expected) => {
  expect(candidates(migration, sql)).toEqual(expected)
})

test.each([
  ['types that have nothing to do with each other', `ALTER TABLE users DROP COLUMN age, ADD COLUMN biography text;`],
  ['two tables', `ALTER TABLE users DROP COLUMN age; ALTER TABLE teams ADD COLUMN age int;`],
  ['one name for both, which is a change of type', `ALTER TABLE users DROP COLUMN age, ADD COLUMN age bigint;`],
  [
    'values that are copied over',
    `ALTER TABLE users ADD COLUMN years int; UPDATE users SET years = age; ALTER TABLE users DROP COLUMN age;`,
  ],
  ['a column that counts by itself', `ALTER TABLE users DROP COLUMN age, ADD COLUMN years serial;`],
  ['a generated column', `ALTER TABLE users DROP COLUMN age, ADD COLUMN years int GENERATED ALWAYS AS (id * 2) STORED;`],
  ['a table of the same migration', `CREATE TABLE fresh (a int); ALTER TABLE fresh DROP COLUMN a, ADD COLUMN b int;`],
])('none: %s', (_, sql) => {
  const existing = '-- existing table users (id int, age int)\n-- existing table teams (id int)\n'
  expect(candidates('20240101000000_rename_things', existing + sql)).toEqual([])
})
