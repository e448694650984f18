// The proof on real servers: a right plan holds every claim, and each wrong one fails the claim that it breaks.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Effects, emptySchema, type Migration, type Plan, type Shadow, type Step } from '@migration-planner/core'
import { postgresLive as live } from '@migration-planner/postgres/live'
import { type ClaimNumber, holds, type Proof } from './proof.ts'
import { prove } from './prove.ts'
import { renderProof, summariseProof } from './report.ts'
import type { Subject } from './subject.ts'

const base = `
CREATE TABLE users (id serial PRIMARY KEY, name text NOT NULL, age text DEFAULT '18', email text);
CREATE UNIQUE INDEX users_email_key ON users (email);
CREATE TABLE orders (id serial PRIMARY KEY, user_id int NOT NULL REFERENCES users, total int, note text);`

const everything: Effects = {
  locks: ['users', 'orders'].map((name) => ({
    table: { schema: undefined, name },
    mode: 'ACCESS EXCLUSIVE',
    blocks: 'reads and writes',
  })),
  work: 'unknown',
  losesData: false,
  breaksRunningCode: false,
  ownTransaction: false,
  source: '',
}

interface WrittenStep {
  readonly up: readonly string[]
  readonly down: readonly string[] | 'impossible'
  readonly loses?: string
  readonly alone?: boolean
  readonly effects?: Partial<Effects>
  readonly backfills?: string
}

function stepOf({ up, down, loses, alone = false, effects, backfills }: WrittenStep, index: number): Step {
  const rollback =
    down === 'impossible'
      ? { kind: 'impossible' as const, because: 'nothing brings it back' }
      : loses === undefined
        ? { kind: 'reversible' as const, sql: down }
        : { kind: 'loses-data' as const, sql: down, loses }
  return {
    phase: 'expand',
    title: `number ${index + 1}`,
    slug: 'step',
    pattern: 'by hand',
    sql: up,
    transaction: alone ? 'none' : 'own',
    effects: { ...everything, ...effects },
    rollback,
    rollbackTransaction: alone ? 'none' : 'own',
    checks: [],
    intents: [],
    ...(backfills === undefined
      ? {}
      : { batch: { table: { schema: undefined, name: 'users' }, key: ['id'], column: backfills, size: 100, pauseMs: 0 } }),
  }
}

function planOf(original: string, steps: readonly WrittenStep[], direct: readonly string[] = [original], version = 18): Plan {
  return {
    migration: '2_change',
    description: 'change',
    engine: { name: 'postgresql', title: 'PostgreSQL', version },
    findings: [],
    classification: [],
    risk: 'high',
    steps: steps.map(stepOf),
    original,
    direct,
    unpredictable: [],
    before: [],
    after: [],
    schemas: { before: emptySchema, deployed: emptySchema, released: emptySchema },
  }
}

function fileOf(sql: readonly string[], transaction: Step['transaction']): string {
  return transaction === 'none'
    ? `-- alone\n${sql.join(';\n')};`
    : `-- together\nBEGIN;\nSET LOCAL lock_timeout = '2s';\n${sql.join(';\n')};\nCOMMIT;`
}

const stepText = (plan: Plan, index: number): string => {
  const step = plan.steps[index]!
  return fileOf(step.sql, step.transaction)
}
const downText = (plan: Plan, index: number): string | undefined => {
  const { rollback, rollbackTransaction } = plan.steps[index]!
  return rollback.kind === 'impossible' ? undefined : fileOf(rollback.sql, rollbackTransaction)
}

function migration(id: string, text: string): Migration {
  return { id, source: { path: `migrations/${id}/migration.sql`, text }, transaction: 'file', gaps: [] }
}

/** Renames users.name to full_name the long way round. */
const rename = {
  original: 'ALTER TABLE users DROP COLUMN name, ADD COLUMN full_name text NOT NULL',
  direct: ['ALTER TABLE users RENAME COLUMN name TO full_name'],
  steps: [
    { up: ['ALTER TABLE users ADD COLUMN full_name text'], down: ['ALTER TABLE users DROP COLUMN full_name'] },
    { up: ['UPDATE users SET full_name = name WHERE full_name IS DISTINCT FROM name'], down: [], backfills: 'full_name' },
    {
      up: ['ALTER TABLE users ALTER COLUMN full_name SET NOT NULL'],
      down: ['ALTER TABLE users ALTER COLUMN full_name DROP NOT NULL'],
    },
    {
      up: ['ALTER TABLE users DROP COLUMN name'],
      down: [
        'ALTER TABLE users ADD COLUMN name text',
        'UPDATE users SET name = full_name',
        'ALTER TABLE users ALTER COLUMN name SET NOT NULL',
      ],
    },
  ] satisfies readonly WrittenStep[],
}
const renamed = (change: (steps: WrittenStep[]) => void): Plan => {
  const steps = rename.steps.map((step): WrittenStep => ({ ...step }))
  change(steps)
  return planOf(rename.original, steps, rename.direct)
}

const addIndex = (effects: Partial<Effects> = {}): Plan =>
  planOf('CREATE INDEX orders_note ON orders (note)', [
    {
      up: ['CREATE INDEX CONCURRENTLY orders_note ON orders (note)'],
      down: ['DROP INDEX CONCURRENTLY orders_note'],
      alone: true,
      effects,
    },
  ])

describe.each([15, 18])('the proof on PostgreSQL %i', (major) => {
  let shadow: Shadow
  beforeAll(async () => {
    shadow = await live.shadow({ major })
  })
  afterAll(() => shadow.close())

  const proofOf = (...subjects: readonly (Plan | Migration)[]): Promise<Proof> =>
    prove({
      live,
      shadow,
      history: [migration('1_init', base)],
      subjects: subjects.map((subject): Subject =>
        'source' in subject ? { kind: 'as-is', migration: subject } : { kind: 'plan', plan: subject },
      ),
      stepText,
      downText,
    })
  const claimOf = (proof: Proof, number: ClaimNumber) => proof.plans[0]!.claims.find((claim) => claim.number === number)!
  const failedClaims = (proof: Proof) =>
    proof.plans[0]!.claims.filter(({ outcome }) => outcome === 'failed').map(({ number }) => number)
  const faults = (proof: Proof) =>
    proof.plans[0]!.claims.flatMap((claim) => claim.faults.map(({ difference }) => difference)).join('\n')

  it('holds for a rename the long way round, in time', async () => {
    const started = performance.now()
    const proof = await proofOf(renamed(() => undefined))
    expect(performance.now() - started).toBeLessThan(15_000)
    expect(failedClaims(proof)).toEqual([])
    expect(holds(proof)).toBe(true)
    for (const number of [1, 2, 3, 4, 5, 7] as const) expect(claimOf(proof, number).outcome).toBe('held')
    expect(claimOf(proof, 6)).toMatchObject({ outcome: 'not checked', detail: expect.stringContaining('not run yet') })
    expect(proof.rows).toBeGreaterThan(100)
    expect(summariseProof(proof, '2_change')).toMatchObject({ rollbackTested: true })
    expect(summariseProof(proof, 'another')).toBeUndefined()
  })

  it('only remarks on another order of columns', async () => {
    const [meaning = ''] = rename.direct
    const proof = await proofOf({ ...renamed(() => undefined), original: meaning })
    expect(holds(proof)).toBe(true)
    expect(proof.plans[0]!.notes.join('\n')).toContain('No failure: table users: column order is')
  })

  it('holds for a concurrent index, whose locks it does not claim to have seen', async () => {
    const proof = await proofOf(addIndex())
    expect(failedClaims(proof)).toEqual([])
    expect(claimOf(proof, 5)).toMatchObject({ outcome: 'not checked', detail: expect.stringContaining('number 1') })
  })

  it('only remarks on a counter that hands out more numbers, and fails one that hands out fewer', async () => {
    const widened = 'ALTER SEQUENCE users_id_seq AS bigint'
    const narrowed = 'ALTER SEQUENCE users_id_seq AS smallint'
    const back = ['ALTER SEQUENCE users_id_seq AS int']
    const wider = await proofOf(planOf('SELECT 1', [{ up: [widened], down: back }]))
    expect(failedClaims(wider)).toEqual([])
    expect(wider.plans[0]!.notes.join('\n')).toContain(
      'sequence users_id_seq: maximum is 2147483647 after the original, 9223372036854775807 after the plan',
    )
    expect(failedClaims(await proofOf(planOf('SELECT 1', [{ up: [narrowed], down: back }])))).toEqual([2])
  })

  it('takes rows away that the original refuses, and says so', async () => {
    const original = 'CREATE UNIQUE INDEX users_name_key ON users (name)'
    const down = ['DROP INDEX CONCURRENTLY users_name_key']
    const proof = await proofOf(
      planOf(original, [{ up: ['CREATE UNIQUE INDEX CONCURRENTLY users_name_key ON users (name)'], down, alone: true }]),
    )
    expect(failedClaims(proof)).toEqual([])
    expect(proof.removedRows).toMatchObject([{ table: { name: 'users' }, because: 'they have the same name as another row' }])
    expect(renderProof(proof, 'pretty')).toContain('taken away from users first')
  })

  it('compares values of chance and time only for being there', async () => {
    const add =
      'ALTER TABLE users ADD COLUMN token uuid NOT NULL DEFAULT gen_random_uuid(), ADD COLUMN seen timestamptz DEFAULT clock_timestamp()'
    const down = ['ALTER TABLE users DROP COLUMN token, DROP COLUMN seen']
    const proof = await proofOf(planOf(add, [{ up: [add], down }]))
    expect(failedClaims(proof)).toEqual([])
    expect(proof.plans[0]!.notes.join('\n')).toContain('users.token')
    const forgotten = add.replace('ADD COLUMN seen timestamptz DEFAULT clock_timestamp()', 'ADD COLUMN seen timestamptz')
    const without = planOf(add, [{ up: [forgotten, 'ALTER TABLE users ALTER COLUMN seen SET DEFAULT clock_timestamp()'], down }])
    expect(failedClaims(await proofOf(without))).toEqual([3])
  })

  it('proves a chain: plans, with a safe migration between them', async () => {
    const first = renamed(() => undefined)
    const between = migration(
      '3_safe',
      'CREATE TABLE notes (id serial PRIMARY KEY, user_id int); INSERT INTO notes (user_id) SELECT id FROM users ORDER BY id',
    )
    const second: Plan = {
      ...planOf('ALTER TABLE users ADD COLUMN initial text; UPDATE users SET initial = left(full_name, 1)', [
        { up: ['ALTER TABLE users ADD COLUMN initial text'], down: ['ALTER TABLE users DROP COLUMN initial'] },
        { up: ['UPDATE users SET initial = left(full_name, 1)'], down: [], backfills: 'initial' },
      ]),
      migration: '4_more',
    }
    const proof = await proofOf(first, between, second)
    expect(proof.plans.map((plan) => plan.migration)).toEqual(['2_change', '4_more'])
    expect(holds(proof)).toBe(true)
  })

  const wrong: readonly (readonly [string, () => Plan, readonly ClaimNumber[], string])[] = [
    ['a step that does not run', () => renamed((steps) => steps.splice(0, 1)), [1], 'column "full_name"'],
    [
      'a step that runs only as a whole file',
      () =>
        planOf('SELECT 1', [
          { up: ["SET LOCAL app.x = 'a'", "SELECT 1 / length(current_setting('app.x'))"], down: [], alone: true },
        ]),
      [1],
      'division by zero',
    ],
    [
      'a forgotten NOT NULL',
      () => renamed((steps) => steps.splice(2, 1)),
      [2],
      'column users.full_name: nullable is false after the original, true after the plan',
    ],
    [
      'a lost default',
      () =>
        planOf('ALTER TABLE users ALTER COLUMN age TYPE varchar(100)', [
          {
            up: ['ALTER TABLE users ALTER COLUMN age DROP DEFAULT, ALTER COLUMN age TYPE varchar(100)'],
            down: ["ALTER TABLE users ALTER COLUMN age TYPE text, ALTER COLUMN age SET DEFAULT '18'"],
          },
        ]),
      [2],
      'column users.age: default',
    ],
    [
      'a lost index',
      () =>
        planOf('ALTER TABLE users ALTER COLUMN email TYPE varchar(100)', [
          {
            up: ['DROP INDEX users_email_key', 'ALTER TABLE users ALTER COLUMN email TYPE varchar(100)'],
            down: ['ALTER TABLE users ALTER COLUMN email TYPE text', 'CREATE UNIQUE INDEX users_email_key ON users (email)'],
          },
        ]),
      [2],
      'index users_email_key is there after the original and not after the plan',
    ],
    [
      'a left-over function',
      () =>
        planOf('SELECT 1', [
          { up: ['CREATE FUNCTION helper() RETURNS int LANGUAGE sql AS $$ SELECT 1 $$'], down: ['DROP FUNCTION helper()'] },
        ]),
      [2],
      'function helper() is there after the plan and not after the original',
    ],
    [
      'a counter left behind',
      () => planOf("SELECT setval('users_id_seq', 5000)", [{ up: ['SELECT 1'], down: [] }]),
      [2],
      'sequence users_id_seq: position',
    ],
    [
      'a lost row',
      () =>
        renamed((steps) =>
          steps.push({ up: ['DELETE FROM orders WHERE id = (SELECT min(id) FROM orders)'], down: 'impossible' }),
        ),
      [3],
      'of orders is there after the original',
    ],
    [
      'a wrong value',
      () =>
        renamed((steps) => (steps[1] = { up: ['UPDATE users SET full_name = upper(name)'], down: [], backfills: 'full_name' })),
      [3, 4],
      'full_name is',
    ],
    [
      'an undo that leaves something',
      () => renamed((steps) => (steps[0] = { ...steps[0]!, down: ['SELECT 1'] })),
      [4],
      'column users.full_name is there after its undo',
    ],
    [
      'an undo that does not run',
      () => renamed((steps) => (steps[0] = { ...steps[0]!, down: ['ALTER TABLE users DROP COLUMN nothing'] })),
      [4],
      'column "nothing"',
    ],
    [
      'an undo that loses rows',
      () =>
        renamed((steps) => (steps[3] = { ...steps[3]!, down: [...rename.steps[3]!.down, 'DELETE FROM orders WHERE id = 1'] })),
      [4],
      'is there before the step and not after its undo',
    ],
    [
      'an undo that brings back other values',
      () =>
        renamed(
          (steps) =>
            (steps[3] = {
              ...steps[3]!,
              down: [
                "ALTER TABLE users ADD COLUMN name text NOT NULL DEFAULT ''",
                'ALTER TABLE users ALTER COLUMN name DROP DEFAULT',
              ],
            }),
        ),
      [4],
      'name is value 1 before the step',
    ],
    [
      'a lock that was not announced',
      () =>
        planOf(
          'ALTER TABLE users ALTER COLUMN age SET NOT NULL',
          [
            {
              up: ["UPDATE users SET age = '0' WHERE age IS NULL", 'ALTER TABLE users ALTER COLUMN age SET NOT NULL'],
              down: 'impossible',
              effects: { locks: [], work: 'unknown' },
            },
          ],
          ["UPDATE users SET age = '0' WHERE age IS NULL", 'ALTER TABLE users ALTER COLUMN age SET NOT NULL'],
        ),
      [5],
      'takes ACCESS EXCLUSIVE on public.users, which blocks reads and writes; the plan says nothing',
    ],
    [
      'a scan that was not announced',
      () =>
        planOf('ALTER TABLE users ALTER COLUMN name SET NOT NULL; ALTER TABLE users ADD CHECK (length(name) < 1000)', [
          {
            up: ['ALTER TABLE users ADD CHECK (length(name) < 1000)'],
            down: ['ALTER TABLE users DROP CONSTRAINT users_name_check'],
            effects: { work: 'catalog' },
          },
        ]),
      [5],
      'reads every row (public.users); the plan says catalog',
    ],
    [
      'a rewrite that was not announced',
      () =>
        planOf('ALTER TABLE orders ALTER COLUMN total TYPE bigint', [
          {
            up: ['ALTER TABLE orders ALTER COLUMN total TYPE bigint'],
            down: ['ALTER TABLE orders ALTER COLUMN total TYPE int'],
            effects: { work: 'scan' },
          },
        ]),
      [5],
      'writes the whole table anew (public.orders); the plan says scan',
    ],
    [
      'a step that cannot be run again',
      () =>
        planOf('CREATE TABLE a (id int); CREATE TABLE b (id int)', [
          { up: ['CREATE TABLE a (id int)', 'CREATE TABLE b (id int)'], down: ['DROP TABLE b', 'DROP TABLE a'], alone: true },
        ]),
      [7],
      'relation "a" already exists',
    ],
  ]

  it.each(wrong)('finds %s', async (_, plan, numbers, difference) => {
    const proof = await proofOf(plan())
    expect({ failed: failedClaims(proof), faults: faults(proof) }).toEqual({
      failed: [...numbers],
      faults: expect.stringContaining(difference),
    })
  })

  it('does not judge what it could not see', async () => {
    const proof = await proofOf(renamed((steps) => steps.splice(0, 1)))
    for (const number of [2, 3, 4, 5, 7] as const)
      expect(claimOf(proof, number)).toMatchObject({ outcome: 'not checked', detail: 'a step does not run' })
    expect(summariseProof(proof, '2_change')).toMatchObject({ rollbackTested: false })
  })

  it('compares with the meaning where the original itself does not run', async () => {
    const together = 'ALTER TABLE orders ADD COLUMN x int; CREATE INDEX CONCURRENTLY orders_x ON orders (x)'
    const steps: readonly WrittenStep[] = [
      { up: ['ALTER TABLE orders ADD COLUMN x int'], down: ['ALTER TABLE orders DROP COLUMN x'] },
      { up: ['CREATE INDEX CONCURRENTLY orders_x ON orders (x)'], down: ['DROP INDEX CONCURRENTLY orders_x'], alone: true },
    ]
    const proof = await proofOf(planOf(together, steps, together.split('; ')))
    expect(failedClaims(proof)).toEqual([])
    expect(proof.plans[0]!.notes[0]).toContain('The original does not run even without rows')
  })

  it('cannot begin where the history or a migration that stays does not run', async () => {
    const broken = migration('1_init', 'CREATE EXTENSION postgis')
    const attempt = prove({ live, shadow, history: [broken], subjects: [], stepText, downText })
    await expect(attempt).rejects.toMatchObject({
      name: 'UsageError',
      place: broken.source.path,
      message: expect.stringContaining('postgis'),
    })
    await expect(proofOf(migration('2_bad', 'ALTER TABLE nothing ADD COLUMN a int'))).rejects.toMatchObject({
      name: 'UsageError',
    })
  })

  it('leaves no database behind but the shadow’s own', async () => {
    const database = await shadow.create()
    const databases = async () => {
      const rows = await database.session.query(
        "SELECT datname FROM pg_database WHERE datname LIKE 'migration_planner_shadow_%' ORDER BY 1",
      )
      return rows.map(({ datname }) => datname)
    }
    const before = await databases()
    await proofOf(addIndex())
    expect(await databases()).toEqual(before)
    await database.drop()
  })
})
