// What judge() makes of rules: levels, suppressions, small and new tables, one finding per harm.
import { type Finding, judge, type JudgeSettings } from '@migration-planner/core'
import { readCases } from '@migration-planner/core/testing'
import { describe, expect, test } from 'vitest'
import { loadPostgres } from '../engine.ts'

const engine = await loadPostgres()

function findings(sql: string, settings: Partial<JudgeSettings> = {}): readonly Finding[] {
  const cases = readCases({ path: 'migration.sql', text: sql }, engine)
  const all = { levels: {}, docsUrl: (rule: string) => `docs/${rule}`, ...settings }
  return cases.flatMap(({ changes }) => judge(changes, engine.rules, all))
}

/** The findings that fail a lint, and those about suppressions, as `line risk rule`. */
function lines(sql: string, settings: Partial<JudgeSettings> = {}): readonly string[] {
  return findings(sql, settings)
    .filter(({ risk, rule }) => risk !== 'low' || rule.includes('suppression') || settings.levels?.[rule] === 'low')
    .map(({ origin, risk, rule }) => `${origin.start.line} ${risk} ${rule}`)
}

const users = '-- existing table users (id int primary key, email text, name text)\n'

test('a finding says where, what, why and how', () => {
  const [finding] = findings(`${users}\nALTER TABLE users DROP COLUMN email, DROP COLUMN name;`)
  expect(finding).toMatchObject({
    rule: 'drop-column',
    risk: 'high',
    title: 'Column dropped with its data',
    args: { table: 'users', column: 'email', also: '' },
    origin: { file: 'migration.sql', start: { line: 3, column: 19 } },
    statement: 'ALTER TABLE users DROP COLUMN email',
    table: { schema: undefined, name: 'users' },
    needsDeploy: true,
    rewritable: false,
    docs: 'docs/drop-column',
  })
  expect(finding?.effects?.losesData).toBe(true)
  expect(finding?.message).not.toContain('{')
})

test('each part of a statement has its own findings', () => {
  expect(lines(`${users}ALTER TABLE users\n  DROP COLUMN email,\n  DROP COLUMN name;`)).toEqual([
    '3 high drop-column',
    '4 high drop-column',
  ])
})

describe('levels', () => {
  const sql = `${users}ALTER TABLE users DROP COLUMN email;`

  test('change a risk', () => {
    expect(lines(sql, { levels: { 'drop-column': 'medium' } })).toEqual(['2 medium drop-column'])
  })

  test('silence a rule, and what it covered speaks', () => {
    expect(lines(sql, { levels: { 'drop-column': 'off' } })).toEqual([])
    const rename = `${users}ALTER TABLE users DROP COLUMN name, ADD COLUMN full_name text;`
    expect(lines(rename)).toEqual(['2 high possible-rename'])
    expect(lines(rename, { levels: { 'possible-rename': 'off' } })).toEqual(['2 high drop-column'])
  })

  test('a finding covers nothing that is louder than it', () => {
    const rename = `${users}ALTER TABLE users DROP COLUMN name, ADD COLUMN full_name text;`
    expect(lines(rename, { levels: { 'possible-rename': 'low' } })).toEqual(['2 high drop-column', '2 low possible-rename'])
  })
})

describe('suppressions', () => {
  const drop = 'ALTER TABLE users DROP COLUMN email;'

  test.each([
    ['with a reason', '-- migration-planner: allow drop-column (unused since v42)'],
    ['of several rules', '-- migration-planner: allow drop-column, missing-lock-timeout (small and unused)'],
    ['in a block comment', '/* migration-planner: allow drop-column (unused since v42) */'],
    ['among other comments', '-- DropColumn\n-- migration-planner: allow drop-column (said in (brackets))\n-- as agreed'],
  ])('%s', (_, comment) => {
    expect(lines(`${users}${comment}\n${drop}`)).toEqual([])
  })

  test('hold for the next statement only', () => {
    const comment = '-- migration-planner: allow drop-column (unused since v42)'
    expect(lines(`${users}${comment}\n${drop}\nALTER TABLE users DROP COLUMN name;`)).toEqual(['4 high drop-column'])
  })

  test('hold for every part of a statement, and inside a block', () => {
    const comment = '-- migration-planner: allow drop-column (unused since v42)'
    expect(lines(`${users}${comment}\nALTER TABLE users DROP COLUMN email, DROP COLUMN name;`)).toEqual([])
    expect(lines(`${users}${comment}\nDO $$ BEGIN ${drop} END $$;`)).toEqual([])
  })

  test.each(['-- migration-planner: allow drop-column', '-- migration-planner: allow drop-column ( )'])(
    'without a reason allow nothing: %s',
    (comment) => {
      expect(lines(`${users}${comment}\n${drop}`)).toEqual(['2 medium suppression-without-reason', '3 high drop-column'])
    },
  )

  test('that nothing needs are found', () => {
    const comment = '-- migration-planner: allow rename-column, drop-column (both agreed)'
    expect(lines(`${users}${comment}\n${drop}`)).toEqual(['2 low unused-suppression'])
  })

  test('of a rule that is covered are in use', () => {
    const rename = 'ALTER TABLE users DROP COLUMN name, ADD COLUMN full_name text;'
    const one = '-- migration-planner: allow possible-rename (no rename)'
    expect(lines(`${users}${one}\n${rename}`)).toEqual(['3 high drop-column'])
    const both = '-- migration-planner: allow possible-rename, drop-column (no rename, unused since v42)'
    expect(lines(`${users}${both}\n${rename}`)).toEqual([])
  })

  test('of a rule that the project turned off do no harm', () => {
    const comment = '-- migration-planner: allow drop-column (unused since v42)'
    expect(lines(`${users}${comment}\n${drop}`, { levels: { 'drop-column': 'off' } })).toEqual([])
  })

  test('can be turned off themselves', () => {
    expect(
      lines(`${users}-- migration-planner: allow drop-table (x)\nSELECT 1;`, { levels: { 'unused-suppression': 'off' } }),
    ).toEqual([])
  })
})

describe('small tables', () => {
  const index = 'CREATE INDEX users_email_idx ON users (email);'

  test('make what only takes time a remark', () => {
    const risks = (sql: string) => findings(sql, { smallTable: 1000 }).map(({ rule, risk }) => `${risk} ${rule}`)
    expect(risks(`${users}-- rows users=1000\n${index}`)).toContain('low index-build-blocks-writes')
    expect(risks(`${users}-- rows users=1001\n${index}`)).toContain('medium index-build-blocks-writes')
    expect(risks(`${users}${index}`)).toContain('medium index-build-blocks-writes')
  })

  test('lose data as large ones do', () => {
    expect(lines(`${users}-- rows users=1\nALTER TABLE users DROP COLUMN email;`, { smallTable: 1000 })).toEqual([
      '3 high drop-column',
    ])
  })
})

describe('tables of the same migration', () => {
  test('are empty and unused, under their new name too', () => {
    const sql = `CREATE TABLE a (id int PRIMARY KEY, b int);
      ALTER TABLE a RENAME TO c;
      ALTER TABLE c ALTER COLUMN b SET NOT NULL, ALTER COLUMN b TYPE bigint, ADD COLUMN d uuid NOT NULL DEFAULT gen_random_uuid();
      CREATE UNIQUE INDEX i ON c (b);
      ALTER TABLE c ADD CONSTRAINT u UNIQUE (d), DROP COLUMN b;
      TRUNCATE c;`
    expect(lines(sql)).toEqual([])
  })

  test('made inside a block count as well', () => {
    expect(
      lines('DO $$ BEGIN CREATE TABLE a (id int); ALTER TABLE a ADD COLUMN b int NOT NULL; END $$; CREATE INDEX i ON a (b);'),
    ).toEqual([])
  })

  test('do not excuse what fails whatever the rows', () => {
    const sql = 'CREATE TABLE a (id int);\nCREATE INDEX CONCURRENTLY i ON a (id);'
    expect(lines(sql)).toEqual(['2 high concurrently-in-transaction'])
  })

  test('do not excuse a foreign key of an old table', () => {
    const sql = `${users}CREATE TABLE teams (id int PRIMARY KEY);\nALTER TABLE users ADD CONSTRAINT f FOREIGN KEY (id) REFERENCES teams (id);`
    expect(lines(sql)).toEqual(['3 medium foreign-key-scan-blocks-writes'])
  })
})

test('what Prisma writes of a new project is silent at the default level', () => {
  const sql = `-- CreateEnum
CREATE TYPE "Role" AS ENUM ('USER', 'ADMIN');

-- CreateTable
CREATE TABLE "User" (
    "id" SERIAL NOT NULL,
    "email" TEXT NOT NULL,
    "role" "Role" NOT NULL DEFAULT 'USER',

    CONSTRAINT "User_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Post" (
    "id" SERIAL NOT NULL,
    "authorId" INTEGER NOT NULL,

    CONSTRAINT "Post_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "User_email_key" ON "User"("email");

-- AddForeignKey
ALTER TABLE "Post" ADD CONSTRAINT "Post_authorId_fkey" FOREIGN KEY ("authorId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
`
  expect(lines(sql)).toEqual([])
})
