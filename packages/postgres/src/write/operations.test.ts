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
  fc.string({ minLength: 1, maxLength: 12 }).filter((text) => !text.includes('\0') && text.isWellFormed()),
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
const deferrable = fc.option(fc.constantFrom('deferrable', 'deferrable initially deferred'), { nil: undefined })

/** Without the properties that are undefined: absent and undefined are one to us, not to the comparison. */
function defined<Value extends object>(source: fc.Arbitrary<Value>): fc.Arbitrary<Value> {
  return source.map((record) => {
    const kept = { ...record }
    for (const key of Object.keys(kept))
      if (Reflect.get(kept, key) === undefined && key !== 'schema') Reflect.deleteProperty(kept, key)
    return kept
  })
}

const column: fc.Arbitrary<ColumnDefinition> = fc.oneof(
  defined(fc.record({ name, type, nullable: fc.boolean(), default: fc.option(value, { nil: undefined }) })),
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

const primaryKey = defined(fc.record({ kind: fc.constant('primary-key' as const), name, columns, deferrable }))
const unique = defined(
  fc.record({
    kind: fc.constant('unique' as const),
    name,
    columns,
    include: fc.oneof(fc.constant([]), columns),
    nullsNotDistinct: fc.boolean(),
    deferrable,
  }),
)
const foreignKey = defined(
  fc
    .record({
      kind: fc.constant('foreign-key' as const),
      name,
      columns,
      references: fc.record({ table, columns: fc.oneof(fc.constant([]), columns) }),
      onDelete: action,
      onUpdate: action,
      match: fc.option(fc.constant('full' as const), { nil: undefined }),
      deferrable,
      state,
    })
    .map(({ state: { validated, enforced }, ...constraint }) => ({ ...constraint, validated, enforced })),
)
const check = fc
  .record({ kind: fc.constant('check' as const), name, expression: condition, noInherit: fc.boolean(), state })
  .map(({ state: { validated, enforced }, ...constraint }) => ({ ...constraint, validated, enforced }))
const notNull = fc.record({ kind: fc.constant('not-null' as const), name, column: name, validated: fc.boolean() })
const exclusion = fc.record({
  kind: fc.constant('exclusion' as const),
  name,
  sql: fc.constantFrom('EXCLUDE USING gist (a WITH =, during WITH &&)', 'EXCLUDE USING btree (lower(a) WITH =) WHERE (a > 0)'),
})

const key: fc.Arbitrary<IndexKey> = fc
  .record({
    on: fc.oneof(
      fc.record({ column: name }),
      fc.constantFrom(...['lower(a)', 'a + b', "(data ->> 'x')"].map((sql) => ({ expression: expression(sql) }))),
    ),
    descending: fc.boolean(),
    nulls: fc.boolean(),
    collation: fc.option(fc.constantFrom('C', 'de_DE'), { nil: undefined }),
    operatorClass: fc.option(fc.constantFrom('text_pattern_ops', 'extra.gin_trgm_ops'), { nil: undefined }),
  })
  .map(({ on, descending, nulls, collation, operatorClass }) => ({
    ...on,
    descending,
    ...(nulls ? { nulls: descending ? ('last' as const) : ('first' as const) } : {}),
    ...(collation === undefined ? {} : { collation }),
    ...(operatorClass === undefined ? {} : { operatorClass }),
  }))

const index: fc.Arbitrary<IndexDefinition> = defined(
  fc.record({
    name,
    table,
    unique: fc.boolean(),
    method: fc.constantFrom('btree', 'gin', 'brin', 'bloom'),
    keys: fc.array(key, { minLength: 1, maxLength: 3 }),
    include: fc.oneof(fc.constant([]), columns),
    where: fc.option(condition, { nil: undefined }),
    nullsNotDistinct: fc.boolean(),
    storage: fc.option(fc.constantFrom('fillfactor = 70', 'fillfactor=70, deduplicate_items=off'), { nil: undefined }),
    tablespace: fc.option(fc.constantFrom('Fast disk'), { nil: undefined }),
  }),
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
  defined(
    fc.record({
      ...onColumn('change-column-type'),
      type,
      using: fc.option(condition, { nil: undefined }),
      collation: fc.option(fc.constantFrom('C'), { nil: undefined }),
    }),
  ),
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
  defined(
    fc.record({
      kind: kind('add-enum-value'),
      type: table,
      value: name,
      ifNotExists: fc.boolean(),
      position: fc.option(fc.record({ side: fc.constantFrom('before' as const, 'after' as const), value: name }), {
        nil: undefined,
      }),
    }),
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
  defined(
    fc.record({
      ...onTable('update-rows'),
      set: fc.array(fc.record({ column: name, value }), { minLength: 1, maxLength: 2 }),
      where: fc.option(condition, { nil: undefined }),
      readsOtherTables: fc.constant(false),
    }),
  ),
  defined(
    fc.record({
      ...onTable('delete-rows'),
      where: fc.option(condition, { nil: undefined }),
      readsOtherTables: fc.constant(false),
    }),
  ),
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
