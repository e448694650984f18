// Law: what is written for an operation is read as the same operation.
import {
  Bug,
  emptySchema,
  type ColumnDefinition,
  type Constraint,
  type DataType,
  type Expression,
  type IndexDefinition,
  type IndexKey,
  type Operation,
} from '@migration-planner/core'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadParser } from '../load.ts'
import { readExpression, readPostgres } from '../read/index.ts'
import { write } from './index.ts'

await loadParser()
const version = { major: 18, known: true } as const

/** Short names of letters, digits, quotes, blanks and beyond: all that a name may be. */
const name = fc.oneof(
  fc.constantFrom('users', 'User', 'order', 'select', 'a b', 'say "hi"', 'größe', '🦊', 'x1', '_y', 'x.y', "it's"),
  // The server cuts longer names, and so does the reader.
  fc
    .string({ minLength: 1, maxLength: 12, unit: 'grapheme' })
    .filter((text) => !text.includes('\0') && new TextEncoder().encode(text).length <= 63),
)
const table = fc.record({ schema: fc.option(name, { nil: undefined }), name })

const types: readonly DataType[] = typesOf(
  'integer, bigint, text, varchar(20), varchar, numeric(10,2), numeric, timestamp(3), timestamptz, time, boolean, uuid, jsonb, "Role", "Role"[], integer[], varchar(5)[], double precision, char(3), bytea, interval, bit varying(4)',
)

function typesOf(list: string): readonly DataType[] {
  const [operation] = operationsIn(
    `CREATE TABLE t (${splitTypes(list)
      .map((type, index) => `c${index} ${type}`)
      .join(', ')})`,
  )
  if (operation?.kind !== 'create-table') throw new Error('no table')
  return operation.columns.map(({ type }) => type)
}

function splitTypes(list: string): readonly string[] {
  return list.split(', ')
}

function operationsIn(sql: string): readonly Operation[] {
  const { statements, problems } = readPostgres({ path: 'written.sql', text: sql })
  if (problems.length > 0) throw new Error(`${problems.map(({ message }) => message).join('; ')} in ${sql}`)
  return statements.flatMap(({ parts }) => parts.map(({ operation }) => operation))
}

function expression(sql: string): Expression {
  const read = readExpression(sql)
  if (typeof read === 'string') throw new Error(read)
  return read
}

const type = fc.constantFrom(...types)
const value = fc.constantFrom(
  ...[
    "'x'",
    "'it''s; -- no'",
    '1',
    '-1.5',
    'now()',
    'gen_random_uuid()',
    "'{}'::jsonb",
    'ARRAY[]::text[]',
    '(1 + 2) * 3',
    'NULL',
  ].map(expression),
)
const condition = fc.constantFrom(
  ...[
    'a > 0',
    '"A b" IS NOT NULL AND b <> \'x)\'',
    'lower(a) = a',
    '(a OR b)',
    'a IN (1, 2)',
    "a ~ '^x$' /* why */ AND true",
  ].map(expression),
)
const columns = fc.uniqueArray(name, { minLength: 1, maxLength: 3 })
const flags = { ifExists: fc.boolean(), cascade: fc.boolean() }
const deferrable = fc.constantFrom('deferrable', 'deferrable initially deferred')

type Made<Model> = { [Key in keyof Model]: fc.Arbitrary<Model[Key]> }

/** Properties that are always there, and those that may be absent, which is not the same as undefined. */
const record = <Always, Sometimes>(always: Made<Always>, sometimes: Made<Sometimes>) =>
  fc.tuple(fc.record(always), fc.record(sometimes, { requiredKeys: [] })).map(([one, other]) => ({ ...one, ...other }))

const column: fc.Arbitrary<ColumnDefinition> = fc.oneof(
  record({ name, type, nullable: fc.boolean() }, { default: value }),
  fc.record({
    name,
    type: fc.constantFrom(...types.filter(({ sql }) => sql === 'integer' || sql === 'bigint')),
    nullable: fc.constant(false),
    autoIncrement: fc.constantFrom('serial' as const, 'identity-always' as const, 'identity-by-default' as const),
  }),
  fc.record({
    name,
    type,
    nullable: fc.boolean(),
    generated: fc.record({ kind: fc.constantFrom('stored' as const, 'virtual' as const), expression: condition }),
  }),
  fc.record({
    name,
    type: fc.constantFrom(...types.filter(({ name: type }) => type === 'text')),
    nullable: fc.boolean(),
    collation: fc.constantFrom('C', 'en_US.utf8'),
  }),
)

const state = fc.constantFrom(
  { validated: true, enforced: true },
  { validated: false, enforced: true },
  { validated: false, enforced: false },
)
const action = fc.constantFrom(
  'no action' as const,
  'restrict' as const,
  'cascade' as const,
  'set null' as const,
  'set default' as const,
)

const primaryKey = record({ kind: fc.constant('primary-key' as const), name, columns }, { deferrable })
const unique = record(
  {
    kind: fc.constant('unique' as const),
    name,
    columns,
    include: fc.oneof(fc.constant([]), columns),
    nullsNotDistinct: fc.boolean(),
  },
  { deferrable },
)
const foreignKey = record(
  {
    kind: fc.constant('foreign-key' as const),
    name,
    columns,
    references: fc.record({ table, columns: fc.oneof(fc.constant([]), columns) }),
    onDelete: action,
    onUpdate: action,
    state,
  },
  { match: fc.constant('full' as const), deferrable },
).map(({ state: { validated, enforced }, ...constraint }) => ({ ...constraint, validated, enforced }))
const check = fc
  .record({ kind: fc.constant('check' as const), name, expression: condition, noInherit: fc.boolean(), state })
  .map(({ state: { validated, enforced }, ...constraint }) => ({ ...constraint, validated, enforced }))
const notNull = fc.record({ kind: fc.constant('not-null' as const), name, column: name, validated: fc.boolean() })
const exclusion = fc.record({
  kind: fc.constant('exclusion' as const),
  name,
  sql: fc.constantFrom('EXCLUDE USING gist (a WITH =, during WITH &&)', 'EXCLUDE USING btree (lower(a) WITH =) WHERE (a > 0)'),
})

const key: fc.Arbitrary<IndexKey> = record(
  {
    on: fc.oneof(
      fc.record({ column: name }),
      fc.constantFrom(...['lower(a)', 'a + b', "(data ->> 'x')"].map((sql) => ({ expression: expression(sql) }))),
    ),
    // What is the default for the direction is not written.
    order: fc.constantFrom(
      { descending: false },
      { descending: true },
      { descending: false, nulls: 'first' as const },
      { descending: true, nulls: 'last' as const },
    ),
  },
  { collation: fc.constantFrom('C', 'de_DE'), operatorClass: fc.constantFrom('text_pattern_ops', 'extra.gin_trgm_ops') },
).map(({ on, order, ...rest }) => ({ ...on, ...order, ...rest }))

const index: fc.Arbitrary<IndexDefinition> = record(
  {
    name,
    table,
    unique: fc.boolean(),
    method: fc.constantFrom('btree', 'gin', 'brin', 'bloom'),
    keys: fc.array(key, { minLength: 1, maxLength: 3 }),
    include: fc.oneof(fc.constant([]), columns),
    nullsNotDistinct: fc.boolean(),
  },
  {
    where: condition,
    storage: fc.constantFrom('fillfactor = 70', 'fillfactor=70, deduplicate_items=off'),
    tablespace: fc.constant('Fast disk'),
  },
)

const kind = <Kind extends string>(kind: Kind) => fc.constant(kind)
const onTable = <Kind extends string>(of: Kind) => ({ kind: kind(of), table })
const onColumn = <Kind extends string>(of: Kind) => ({ kind: kind(of), table, column: name })

const operation: fc.Arbitrary<Operation> = fc.oneof(
  fc.record({ ...onTable('drop-table'), ...flags }),
  fc.record({ ...onTable('rename-table'), to: name }),
  fc.record({ ...onTable('add-column'), column, constraints: fc.constant([]), ifNotExists: fc.boolean() }),
  fc.record({ ...onColumn('drop-column'), ...flags }),
  fc.record({ ...onColumn('rename-column'), to: name }),
  record({ ...onColumn('change-column-type'), type }, { using: condition, collation: fc.constant('C') }),
  fc.record(onColumn('set-not-null')),
  fc.record(onColumn('drop-not-null')),
  fc.record({ ...onColumn('set-default'), default: value }),
  fc.record(onColumn('drop-default')),
  fc
    .record({ index, concurrently: fc.boolean(), ifNotExists: fc.boolean() })
    .map((rest) => ({ kind: 'add-index' as const, table: rest.index.table, ...rest })),
  fc.record({ kind: kind('drop-index'), index: table, concurrently: fc.boolean(), ...flags }),
  fc.record({ kind: kind('rename-index'), index: table, to: name }),
  fc.record({
    kind: kind('reindex'),
    what: fc.constantFrom('index' as const, 'table' as const),
    name: table,
    concurrently: fc.boolean(),
  }),
  fc.record({ ...onTable('add-primary-key'), constraint: primaryKey }),
  fc.record({
    ...onTable('add-primary-key'),
    constraint: fc.record({ kind: kind('primary-key'), name, columns: fc.constant([]), usingIndex: name }),
  }),
  fc.record({ ...onTable('add-unique'), constraint: unique }),
  fc.record({ ...onTable('add-foreign-key'), constraint: foreignKey }),
  fc.record({ ...onTable('add-check'), constraint: check }),
  fc.record({ ...onTable('add-not-null-constraint'), constraint: notNull }),
  fc.record({ ...onTable('add-exclusion'), constraint: exclusion }),
  fc.record({ ...onTable('validate-constraint'), constraint: name }),
  fc.record({ ...onTable('drop-constraint'), constraint: name, ...flags }),
  fc.record({ ...onTable('rename-constraint'), constraint: name, to: name }),
  fc.record({ kind: kind('create-enum'), type: table, values: fc.array(name, { maxLength: 3 }) }),
  record(
    { kind: kind('add-enum-value'), type: table, value: name, ifNotExists: fc.boolean() },
    { position: fc.record({ side: fc.constantFrom('before' as const, 'after' as const), value: name }) },
  ),
  fc.record({ kind: kind('rename-enum-value'), type: table, from: name, to: name }),
  fc.record({ kind: kind('rename-type'), type: table, to: name }),
  fc.record({ kind: kind('drop-type'), type: table, ...flags }),
  fc.record({
    kind: kind('drop-object'),
    what: fc.constantFrom('view' as const, 'materialized view' as const, 'sequence' as const),
    name: table,
    cascade: fc.boolean(),
  }),
  fc.record({
    ...onTable('drop-object'),
    what: fc.constantFrom('trigger' as const, 'policy' as const, 'rule' as const),
    name: name.map((only) => ({ schema: undefined, name: only })),
    cascade: fc.boolean(),
  }),
  record(
    {
      ...onTable('update-rows'),
      set: fc.array(fc.record({ column: name, value }), { minLength: 1, maxLength: 2 }),
      readsOtherTables: fc.constant(false),
    },
    { where: condition },
  ),
  record({ ...onTable('delete-rows'), readsOtherTables: fc.constant(false) }, { where: condition }),
  fc.record({ kind: kind('truncate'), tables: fc.array(table, { minLength: 1, maxLength: 2 }), cascade: fc.boolean() }),
  fc.record({ kind: fc.constantFrom('begin' as const, 'commit' as const, 'rollback' as const) }),
)

/** Constraints as they are in a new table, where there are no rows that NOT VALID could be about. */
function ofNewTable(constraint: Constraint): Constraint {
  return 'enforced' in constraint ? { ...constraint, validated: constraint.enforced } : constraint
}

const newTable = fc
  .record({
    table,
    columns: fc.uniqueArray(column, { selector: (definition) => definition.name, minLength: 1, maxLength: 4 }),
    constraints: fc.uniqueArray(fc.oneof(unique, foreignKey, check), { selector: (constraint) => constraint.name, maxLength: 3 }),
    ifNotExists: fc.boolean(),
  })
  .map((rest): Operation => ({ kind: 'create-table', fromQuery: false, ...rest, constraints: rest.constraints.map(ofNewTable) }))

function writtenAndRead(written: Operation): readonly Operation[] {
  return operationsIn(write(written, emptySchema, version).join(';\n'))
}

describe('read ∘ write is the identity', () => {
  test('on operations', () => {
    fc.assert(
      fc.property(operation, (one) => {
        expect(writtenAndRead(one)).toEqual([one])
      }),
      { numRuns: 2000 },
    )
  })

  test('on new tables', () => {
    fc.assert(
      fc.property(newTable, (one) => {
        expect(writtenAndRead(one)).toEqual([one])
      }),
      { numRuns: 500 },
    )
  })

  test('on constraints inside a new column', () => {
    const inline = fc
      .record({ column: column.filter((definition) => definition.autoIncrement === undefined), unique, foreignKey, check })
      .map((made): Operation => {
        const columns = [made.column.name]
        const constraints: readonly Constraint[] = [
          { ...made.unique, columns, include: [], name: 'one' },
          { ...made.foreignKey, columns, name: 'two', validated: made.foreignKey.enforced },
          { ...made.check, name: 'three', validated: made.check.enforced },
        ]
        return {
          kind: 'add-column',
          table: { schema: undefined, name: 't' },
          column: made.column,
          constraints,
          ifNotExists: false,
        }
      })
    fc.assert(
      fc.property(inline, (one) => {
        expect(writtenAndRead(one)).toEqual([one])
      }),
      { numRuns: 300 },
    )
  })
})

test('a constraint that no column can hold becomes an action of its own in the same statement', () => {
  const add = operationsIn('ALTER TABLE t ADD COLUMN a text')[0]
  if (add?.kind !== 'add-column') throw new Error('no column')
  const constraint: Constraint = { kind: 'unique', name: 'u', columns: ['a', 'b'], include: [], nullsNotDistinct: false }
  expect(write({ ...add, constraints: [constraint] }, emptySchema, version)).toEqual([
    'ALTER TABLE "t" ADD COLUMN "a" text, ADD CONSTRAINT "u" UNIQUE ("a", "b")',
  ])
})

test('a value that the grammar of DEFAULT does not take goes in parentheses', () => {
  const add = operationsIn('ALTER TABLE t ALTER COLUMN a SET DEFAULT 1')[0]
  if (add?.kind !== 'set-default') throw new Error('no default')
  expect(write({ ...add, default: expression('a IS NOT NULL') }, emptySchema, version)).toEqual([
    'ALTER TABLE "t" ALTER COLUMN "a" SET DEFAULT (a IS NOT NULL)',
  ])
})

test('an operation that keeps only a part of its statement is our mistake to write', () => {
  const opaque = operationsIn('VACUUM users')[0]
  if (!opaque) throw new Error('nothing read')
  expect(() => write(opaque, emptySchema, version)).toThrow(Bug)
  expect(write({ kind: 'as-written', sql: 'VACUUM users', operation: opaque }, emptySchema, version)).toEqual(['VACUUM users'])
})
