// What is kept by name, enum types, DROP, annotations, transactions, settings, and everything that is only delimited.
import { beforeAll, describe, expect, it } from 'vitest'
import type { Operation } from '@migration-planner/core'
import { loadParser } from '../load.ts'
import { readPostgres } from './read.ts'

beforeAll(loadParser)

const parts = (text: string) => readPostgres({ path: 'migration.sql', text }).statements.flatMap((statement) => statement.parts)
const operations = (text: string): readonly Operation[] => parts(text).map(({ operation }) => operation)

const named = (name: string, schema?: string) => ({ schema, name })
const created = { kind: 'create-object', reads: [], replace: false }

describe('CREATE', () => {
  it.each([
    [
      'CREATE OR REPLACE VIEW v AS SELECT a.x, y FROM a',
      { ...created, what: 'view', name: named('v'), reads: [{ table: named('a'), columns: ['x', 'y'] }], replace: true },
    ],
    [
      'CREATE VIEW v AS WITH c AS (SELECT id FROM a) SELECT b.* FROM s.b JOIN c USING (id) JOIN a AS z ON z.k = b.k',
      {
        ...created,
        what: 'view',
        name: named('v'),
        reads: [
          { table: named('b', 's'), columns: [] },
          { table: named('a'), columns: ['k', 'id'] },
        ],
      },
    ],
    [
      'CREATE MATERIALIZED VIEW v AS SELECT x FROM a',
      { ...created, what: 'materialized view', name: named('v'), reads: [{ table: named('a'), columns: ['x'] }] },
    ],
    [
      "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN UPDATE a SET b = 1 WHERE c = 2; PERFORM x FROM d; EXECUTE 'DROP TABLE e'; RETURN NEW; END $$",
      {
        ...created,
        what: 'function',
        name: named('f'),
        reads: [
          { table: named('a'), columns: ['b', 'c'] },
          { table: named('d'), columns: ['x'] },
        ],
      },
    ],
    [
      "CREATE PROCEDURE p() LANGUAGE sql AS 'SELECT x FROM a'",
      { ...created, what: 'procedure', name: named('p'), reads: [{ table: named('a'), columns: ['x'] }] },
    ],
    [
      'CREATE TRIGGER t BEFORE UPDATE ON s.a EXECUTE FUNCTION f()',
      { ...created, what: 'trigger', name: named('t'), table: named('a', 's') },
    ],
    ['CREATE POLICY p ON a USING (true)', { ...created, what: 'policy', name: named('p'), table: named('a') }],
    ['CREATE SEQUENCE s.q', { ...created, what: 'sequence', name: named('q', 's') }],
    ['CREATE EXTENSION IF NOT EXISTS "uuid-ossp"', { ...created, what: 'extension', name: named('uuid-ossp') }],
    ['CREATE SCHEMA IF NOT EXISTS s', { ...created, what: 'schema', name: named('s') }],
    ['CREATE DOMAIN d AS int CHECK (VALUE > 0)', { ...created, what: 'domain', name: named('d') }],
    ['CREATE TYPE t AS (a int)', { ...created, what: 'type', name: named('t') }],
    ['CREATE PUBLICATION p FOR ALL TABLES', { ...created, what: 'publication', name: named('p') }],
    ["CREATE TYPE s.t AS ENUM ('a', 'b''c')", { kind: 'create-enum', type: named('t', 's'), values: ['a', "b'c"] }],
  ])('%s', (sql, operation) => {
    expect(operations(sql)).toEqual([operation])
  })
})

describe('enum types', () => {
  it.each([
    ["ALTER TYPE t ADD VALUE 'c'", { kind: 'add-enum-value', type: named('t'), value: 'c', ifNotExists: false }],
    [
      "ALTER TYPE t ADD VALUE IF NOT EXISTS 'c' BEFORE 'b'",
      { kind: 'add-enum-value', type: named('t'), value: 'c', ifNotExists: true, position: { side: 'before', value: 'b' } },
    ],
    [
      "ALTER TYPE t ADD VALUE 'c' AFTER 'b'",
      { kind: 'add-enum-value', type: named('t'), value: 'c', ifNotExists: false, position: { side: 'after', value: 'b' } },
    ],
    ["ALTER TYPE t RENAME VALUE 'a' TO 'b'", { kind: 'rename-enum-value', type: named('t'), from: 'a', to: 'b' }],
    ['ALTER TYPE s.t RENAME TO u', { kind: 'rename-type', type: named('t', 's'), to: 'u' }],
    ['DROP TYPE IF EXISTS t', { kind: 'drop-type', type: named('t'), ifExists: true, cascade: false }],
  ])('%s', (sql, operation) => {
    expect(operations(sql)).toEqual([operation])
  })
})

describe('DROP', () => {
  it('falls into one part for each object', () => {
    expect(parts('DROP TABLE IF EXISTS a, s."b,c" /* d */ CASCADE').map(({ sql, operation }) => [sql, operation])).toEqual([
      ['DROP TABLE IF EXISTS a CASCADE', { kind: 'drop-table', table: named('a'), ifExists: true, cascade: true }],
      ['DROP TABLE IF EXISTS s."b,c" CASCADE', { kind: 'drop-table', table: named('b,c', 's'), ifExists: true, cascade: true }],
    ])
    expect(parts('DROP FUNCTION f(int, text), g RESTRICT').map(({ sql }) => sql)).toEqual([
      'DROP FUNCTION f(int, text) RESTRICT',
      'DROP FUNCTION g RESTRICT',
    ])
  })

  it.each([
    ['DROP MATERIALIZED VIEW IF EXISTS v', { what: 'materialized view', name: named('v'), cascade: false }],
    ['DROP TRIGGER t ON s.a', { what: 'trigger', name: named('t'), table: named('a', 's'), cascade: false }],
    ['DROP SEQUENCE q CASCADE', { what: 'sequence', name: named('q'), cascade: true }],
    ['DROP SCHEMA s', { what: 'schema', name: named('s'), cascade: false }],
    ['DROP AGGREGATE m(*)', { what: 'aggregate', name: named('m'), cascade: false }],
  ])('%s', (sql, operation) => {
    expect(operations(sql)).toEqual([{ kind: 'drop-object', ...operation }])
  })
})

describe('the rest', () => {
  it.each([
    ["COMMENT ON COLUMN s.a.b IS 'x'", { kind: 'annotate', what: 'comment', table: named('a', 's') }],
    ['GRANT SELECT ON a TO b', { kind: 'annotate', what: 'privileges', table: named('a') }],
    ['ALTER SEQUENCE q OWNED BY a.b', { kind: 'annotate', what: 'owner', table: named('a') }],
    ['BEGIN', { kind: 'begin' }],
    ['START TRANSACTION ISOLATION LEVEL SERIALIZABLE', { kind: 'begin' }],
    ['END', { kind: 'commit' }],
    ['ABORT', { kind: 'rollback' }],
    ["SET LOCAL lock_timeout = '2s'", { kind: 'set-setting', name: 'lock_timeout', value: '2s', local: true }],
    ['SET statement_timeout TO 0', { kind: 'set-setting', name: 'statement_timeout', value: '0', local: false }],
    ['SET search_path TO a, "B"', { kind: 'set-setting', name: 'search_path', value: 'a, B', local: false }],
    ['SET TIME ZONE DEFAULT', { kind: 'set-setting', name: 'timezone', local: false }],
    ['RESET lock_timeout', { kind: 'set-setting', name: 'lock_timeout', local: false }],
  ])('%s', (sql, operation) => {
    expect(operations(sql)).toEqual([operation])
  })

  it.each([
    ['SELECT setval(\'"Users_id_seq"\', 5)', 'SELECT', ['setval', 'Users_id_seq'], false],
    ['VACUUM (FULL) users', 'VACUUM', ['full', 'users'], true],
    ['ANALYZE users', 'ANALYZE', ['users'], false],
    ['CLUSTER', 'CLUSTER', [], true],
    ['CLUSTER users USING i', 'CLUSTER', ['users', 'i'], false],
    ['REFRESH MATERIALIZED VIEW CONCURRENTLY v', 'REFRESH MATERIALIZED VIEW', ['concurrently', 'v'], false],
    ['CREATE DATABASE shop', 'CREATE DATABASE', ['shop'], true],
    ['MERGE INTO a USING b ON true WHEN MATCHED THEN DELETE', 'MERGE', ['a', 'b', 'matched', 'delete'], false],
    ['LOCK TABLE a', 'LOCK', ['a'], false],
    ['SAVEPOINT s', 'SAVEPOINT', ['s'], false],
    ['CALL p()', 'CALL', ['p'], false],
    ['CREATE FOREIGN TABLE f (a int) SERVER s', 'CREATE FOREIGN TABLE', ['f', 'a', 'int', 'server', 's'], false],
    ['ALTER VIEW v RENAME TO w', 'ALTER VIEW', ['v', 'rename', 'w'], false],
  ])('%s is delimited only', (sql, what, mentions, ownTransaction) => {
    expect(operations(sql)).toMatchObject([{ kind: 'opaque', what, mentions, ownTransaction }])
  })
})

describe('DO', () => {
  const block = (body: string) => operations(`DO $x$ ${body} $x$`)

  it('shows the statements inside, those in a literal EXECUTE included', () => {
    const body = `DECLARE n int; BEGIN
      SELECT count(*) INTO n FROM a;
      IF n > 0 THEN UPDATE a SET b = n; END IF;
      EXECUTE 'ALTER TABLE a DROP c' || ', DROP d';
      EXECUTE format('DROP TABLE %I', 'e');
      FOR i IN 1..3 LOOP DELETE FROM f; COMMIT; END LOOP;
    EXCEPTION WHEN others THEN NULL; END`
    const [operation] = block(body)
    expect(operation).toMatchObject({ kind: 'run-block', dynamic: 1, commits: true })
    expect(operation?.kind === 'run-block' && operation.contains.map(({ kind }) => kind)).toEqual([
      'update-rows',
      'drop-column',
      'drop-column',
      'delete-rows',
    ])
  })

  it('lets queries pass that only look, and no others', () => {
    expect(block('BEGIN PERFORM 1 FROM a; PERFORM f(b) FROM a; PERFORM lower(b) FROM a FOR UPDATE; END')).toMatchObject([
      {
        kind: 'run-block',
        contains: [
          { kind: 'opaque', what: 'SELECT' },
          { kind: 'opaque', what: 'SELECT' },
        ],
        dynamic: 0,
        commits: false,
      },
    ])
  })

  it.each([
    ["DO LANGUAGE plperl 'x'", 'a block in plperl is not read'],
    ['DO $$ BEGIN IF THEN $$', 'missing expression at or near "THEN"'],
  ])('%s is delimited only', (sql, reason) => {
    expect(operations(sql)).toMatchObject([{ kind: 'opaque', what: 'DO', reason }])
  })
})
