// ALTER TABLE: each action a part of its own, in the author's words.
import { beforeAll, describe, expect, it } from 'vitest'
import type { Operation } from '@migration-planner/core'
import { loadParser } from '../load.ts'
import { readPostgres } from './read.ts'

beforeAll(loadParser)

const parts = (text: string) => readPostgres({ path: 'migration.sql', text }).statements.flatMap((statement) => statement.parts)
const operations = (text: string): readonly Operation[] => parts(text).map(({ operation }) => operation)

const users = { schema: undefined, name: 'users' }
const onUsers = { table: users }
const integer = { sql: 'integer', name: 'integer', arguments: [], array: false }
const constant = (sql: string, ...columns: string[]) => ({ sql, volatility: 'constant', columns })

describe('ALTER TABLE', () => {
  it('falls into parts that each do one thing, at their own places', () => {
    const text =
      'ALTER TABLE ONLY "users" -- big\n  ADD COLUMN a numeric(10,2) DEFAULT 1, /* soon */ DROP b,\n  ALTER c SET DEFAULT ARRAY[1,2];'
    expect(
      parts(text).map(({ sql, origin, operation }) => [sql, origin.start.line, origin.start.column, operation.kind]),
    ).toEqual([
      ['ALTER TABLE ONLY "users" ADD COLUMN a numeric(10,2) DEFAULT 1', 2, 3, 'add-column'],
      ['ALTER TABLE ONLY "users" DROP b', 2, 52, 'drop-column'],
      ['ALTER TABLE ONLY "users" ALTER c SET DEFAULT ARRAY[1,2]', 3, 3, 'set-default'],
    ])
  })

  it.each<[string, object]>([
    [
      'ADD COLUMN a int',
      { kind: 'add-column', column: { name: 'a', type: integer, nullable: true }, constraints: [], ifNotExists: false },
    ],
    [
      'ADD IF NOT EXISTS a int NOT NULL DEFAULT 0 UNIQUE',
      {
        kind: 'add-column',
        column: { name: 'a', type: integer, nullable: false, default: constant('0') },
        constraints: [{ kind: 'unique', name: 'users_a_key', columns: ['a'], include: [], nullsNotDistinct: false }],
        ifNotExists: true,
      },
    ],
    ['DROP COLUMN IF EXISTS a CASCADE', { kind: 'drop-column', column: 'a', ifExists: true, cascade: true }],
    ['ALTER a TYPE int', { kind: 'change-column-type', column: 'a', type: integer }],
    [
      'ALTER COLUMN a SET DATA TYPE text COLLATE "C" USING trim(a || b)',
      {
        kind: 'change-column-type',
        column: 'a',
        type: { sql: 'text', name: 'text', arguments: [], array: false },
        using: constant('trim(a || b)', 'a', 'b'),
        collation: 'C',
      },
    ],
    ['ALTER a SET NOT NULL', { kind: 'set-not-null', column: 'a' }],
    ['ALTER a DROP NOT NULL', { kind: 'drop-not-null', column: 'a' }],
    ['ALTER "default" SET DEFAULT (1)', { kind: 'set-default', column: 'default', default: constant('(1)') }],
    ['ALTER a DROP DEFAULT', { kind: 'drop-default', column: 'a' }],
    ['ADD PRIMARY KEY (a)', { kind: 'add-primary-key', constraint: { kind: 'primary-key', name: 'users_pkey', columns: ['a'] } }],
    [
      'ADD PRIMARY KEY USING INDEX i',
      { kind: 'add-primary-key', constraint: { kind: 'primary-key', name: 'i', columns: [], usingIndex: 'i' } },
    ],
    [
      'ADD CONSTRAINT u UNIQUE USING INDEX i DEFERRABLE',
      {
        kind: 'add-unique',
        constraint: {
          kind: 'unique',
          name: 'u',
          columns: [],
          include: [],
          nullsNotDistinct: false,
          usingIndex: 'i',
          deferrable: 'deferrable',
        },
      },
    ],
    [
      'ADD CONSTRAINT c CHECK (a > 0) NO INHERIT NOT VALID',
      {
        kind: 'add-check',
        constraint: {
          kind: 'check',
          name: 'c',
          expression: constant('a > 0', 'a'),
          validated: false,
          enforced: true,
          noInherit: true,
        },
      },
    ],
    [
      'ADD CONSTRAINT n NOT NULL a NOT VALID',
      { kind: 'add-not-null-constraint', constraint: { kind: 'not-null', name: 'n', column: 'a', validated: false } },
    ],
    [
      'ADD NOT NULL a',
      {
        kind: 'add-not-null-constraint',
        constraint: { kind: 'not-null', name: 'users_a_not_null', column: 'a', validated: true },
      },
    ],
    [
      'ADD FOREIGN KEY (a) REFERENCES b (c) ON UPDATE SET NULL NOT VALID',
      {
        kind: 'add-foreign-key',
        constraint: {
          kind: 'foreign-key',
          name: 'users_a_fkey',
          columns: ['a'],
          references: { table: { name: 'b' }, columns: ['c'] },
          onDelete: 'no action',
          onUpdate: 'set null',
          validated: false,
          enforced: true,
        },
      },
    ],
    [
      'ADD EXCLUDE (a WITH =)',
      { kind: 'add-exclusion', constraint: { kind: 'exclusion', name: 'users_a_excl', sql: 'EXCLUDE (a WITH =)' } },
    ],
    ['VALIDATE CONSTRAINT c', { kind: 'validate-constraint', constraint: 'c' }],
    ['DROP CONSTRAINT IF EXISTS c CASCADE', { kind: 'drop-constraint', constraint: 'c', ifExists: true, cascade: true }],
    ['RENAME TO people', { kind: 'rename-table', to: 'people' }],
    ['RENAME COLUMN a TO b', { kind: 'rename-column', column: 'a', to: 'b' }],
    ['RENAME CONSTRAINT a TO b', { kind: 'rename-constraint', constraint: 'a', to: 'b' }],
    ['OWNER TO me', { kind: 'annotate', what: 'owner' }],
    ['ALTER a SET STATISTICS 100', { kind: 'annotate', what: 'statistics' }],
    ['SET (fillfactor = 70, autovacuum_enabled = off)', { kind: 'annotate', what: 'storage parameters' }],
  ])('%s', (action, operation) => {
    expect(operations(`ALTER TABLE users ${action}`)).toEqual([{ ...onUsers, ...operation }])
  })

  it.each([
    ['ATTACH PARTITION p DEFAULT', 'ALTER TABLE ATTACH PARTITION', false],
    ['DETACH PARTITION p', 'ALTER TABLE DETACH PARTITION', false],
    ['DETACH PARTITION p CONCURRENTLY', 'ALTER TABLE DETACH PARTITION', true],
    ['ENABLE ROW LEVEL SECURITY', 'ALTER TABLE ENABLE ROW LEVEL SECURITY', false],
    ['DISABLE TRIGGER ALL', 'ALTER TABLE DISABLE TRIGGER ALL', false],
    ['SET UNLOGGED', 'ALTER TABLE SET UNLOGGED', false],
    ['ALTER a ADD GENERATED ALWAYS AS IDENTITY', 'ALTER TABLE ADD GENERATED AS IDENTITY', false],
    ['SET SCHEMA archive', 'ALTER TABLE', false],
  ])('%s is delimited only', (action, what, ownTransaction) => {
    expect(operations(`ALTER TABLE users ${action}`)).toMatchObject([
      { kind: 'opaque', what, ownTransaction, mentions: expect.arrayContaining(['users']) },
    ])
  })

  it.each([
    'ADD a int GENERATED ALWAYS AS IDENTITY (START 5)',
    'ADD a text COMPRESSION lz4',
    'ADD UNIQUE (a) WITH (fillfactor = 70)',
    'ADD PRIMARY KEY (a, b WITHOUT OVERLAPS)',
    'ADD UNIQUE (a) USING INDEX TABLESPACE fast',
    'ADD FOREIGN KEY (a, b) REFERENCES c ON DELETE SET NULL (b)',
    'ADD NOT NULL a NO INHERIT',
  ])('%s says more than an operation holds, so that nobody may write it again from one', (action) => {
    expect(operations(`ALTER TABLE users ${action}`)).toMatchObject([
      { kind: 'opaque', mentions: expect.arrayContaining(['users', 'a']) },
    ])
  })

  it('of other objects is no change of a table', () => {
    expect(
      operations('ALTER INDEX i SET (fillfactor = 70); ALTER VIEW v ALTER a SET DEFAULT 1; ALTER TYPE t ADD ATTRIBUTE a int'),
    ).toMatchObject([
      { kind: 'annotate', what: 'storage parameters' },
      { kind: 'opaque', what: 'ALTER VIEW COLUMN DEFAULT' },
      { kind: 'opaque', what: 'ALTER TYPE' },
    ])
  })
})
