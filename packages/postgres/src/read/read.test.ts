// A file as a whole: cutting, places, comments, what could not be read, and what is no SQL.
import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadParser } from '../load.ts'
import { tokensOf } from './lexer.ts'
import { readPostgres } from './read.ts'

beforeAll(loadParser)

const read = (text: string) => readPostgres({ path: 'migration.sql', text })
const sqls = (text: string) => read(text).statements.map(({ sql }) => sql)

describe('statements', () => {
  it('are cut without their semicolons, comments around them left out', () => {
    expect(sqls(`-- first\nSELECT 1; -- behind\n\n  SELECT ';' /* ; */ ;;\nSELECT 3 -- end`)).toEqual([
      'SELECT 1',
      `SELECT ';'`,
      'SELECT 3',
    ])
  })

  it('keep semicolons inside bodies', () => {
    const body = `CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT CASE WHEN true THEN 1 END; END`
    const rule = `CREATE RULE r AS ON INSERT TO a DO (DELETE FROM b; DELETE FROM c)`
    expect(sqls(`${body}; DO $$ BEGIN PERFORM 1; END $$; ${rule}; SELECT 1`)).toEqual([
      body,
      `DO $$ BEGIN PERFORM 1; END $$`,
      rule,
      'SELECT 1',
    ])
    expect(sqls(`${body}; DO $$ BEGIN PERFORM 1; END $$; ${rule}; SELEC 1`)).toEqual([
      body,
      `DO $$ BEGIN PERFORM 1; END $$`,
      rule,
    ])
  })

  it.each([
    ['nothing', ''],
    ['space', ' \n\t'],
    ['comments', '-- nothing\n/* at all */'],
    ['semicolons', ';;\n;'],
  ])('are none in %s', (_, text) => {
    expect(read(text)).toEqual({ statements: [], problems: [], gaps: [] })
  })

  it('have places that count as editors do, behind emoji and CRLF', () => {
    const text = `-- 😀😀\r\nSELECT '😀';\r\n  DROP TABLE "é😀", b;`
    const [first, second] = read(text).statements
    expect(first?.origin).toMatchObject({ file: 'migration.sql', start: { line: 2, column: 1 }, end: { line: 2, column: 12 } })
    expect(second?.parts.map(({ origin }) => text.slice(origin.span.start, origin.span.end))).toEqual(['"é😀"', 'b'])
    expect(second?.parts[1]?.origin.start).toEqual({ line: 3, column: 21 })
  })

  it('have places that do not shift behind a byte order mark', () => {
    const [statement] = read('\uFEFFSELECT 1').statements
    expect(statement).toMatchObject({ sql: 'SELECT 1', origin: { span: { start: 1, end: 9 } } })
  })

  it('take the comments before them and inside them', () => {
    const { statements } = read(`-- one\n/* two */ DROP TABLE a; -- three\nALTER TABLE b -- four\n  DROP c;\nDROP TABLE d`)
    expect(statements.map(({ comments }) => comments.map(({ text, origin }) => [text, origin.start.line]))).toEqual([
      [
        ['one', 1],
        ['two', 2],
      ],
      [
        ['three', 2],
        ['four', 3],
      ],
      [],
    ])
  })
})

describe('problems', () => {
  it('hide no other statement', () => {
    const { statements, problems } = read(`SELECT 1;\nCREATE TABEL a (b int);\nDROP TABLE c;`)
    expect(statements.map(({ sql }) => sql)).toEqual(['SELECT 1', 'DROP TABLE c'])
    expect(problems).toMatchObject([
      { message: 'syntax error at or near "TABEL"', origin: { start: { line: 2, column: 8 }, end: { line: 2, column: 13 } } },
    ])
  })

  it('are in their place behind emoji', () => {
    const { problems } = read(`SELECT '😀é';\n  SELECT '😀' FORM x y;`)
    expect(problems).toMatchObject([{ origin: { start: { line: 2, column: 20 } } }])
  })

  it.each([
    ['a parenthesis', 'CREATE TABLE a (b int;', 'CREATE TABLE a (b int'],
    ['a body', 'CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1;', 'never ended'],
  ])('of %s that is not closed do not take the rest along', (_, broken) => {
    const { statements, problems } = read(`${broken}\nDROP TABLE c;\nDROP TABLE d;`)
    expect(statements.map(({ sql }) => sql)).toEqual(['DROP TABLE c', 'DROP TABLE d'])
    expect(problems.length).toBeGreaterThan(0)
  })

  it('of a quote that is not closed stand where it opens', () => {
    const { statements, problems } = read(`DROP TABLE a;\nSELECT 'open;\nDROP TABLE b;`)
    expect(statements).toHaveLength(1)
    expect(problems).toMatchObject([
      { message: expect.stringContaining('unterminated quoted string'), origin: { start: { line: 2, column: 8 } } },
    ])
  })

  it('of a tree that is too deep leave the parser usable', () => {
    expect(read(`SELECT ${'('.repeat(30_000)}1${')'.repeat(30_000)}; DROP TABLE a`)).toMatchObject({
      problems: [{}],
      statements: [{ sql: 'DROP TABLE a' }],
    })
    expect(read(`CREATE TABLE a (b int CHECK (b > ${'1+'.repeat(4000)}1)); DROP TABLE a`).statements.at(-1)?.sql).toBe(
      'DROP TABLE a',
    )
  })
})

describe('what is no SQL', () => {
  it('psql commands are gaps, and some of them end a statement', () => {
    const { statements, problems, gaps } = read(`\\connect shop\n\\set x 'it''s'\nSELECT 1 \\gexec\nDROP TABLE a;`)
    expect(problems).toEqual([])
    expect(statements.map(({ sql }) => sql)).toEqual(['SELECT 1', 'DROP TABLE a'])
    expect(gaps.map(({ origin, reason }) => [origin.start.line, reason])).toEqual([
      [1, '\\connect is a command of psql, not SQL: the server never sees it'],
      [2, '\\set is a command of psql, not SQL: the server never sees it'],
      [3, '\\gexec is a command of psql, not SQL: the server never sees it'],
    ])
  })

  it.each(['\n', '\r\n'])('rows of COPY are a gap, whatever is in them (%j)', (line) => {
    const text = ['COPY "t" (a, b) FROM stdin;', "1\tit's; DROP TABLE x;", '2\t$$ "', '\\.', '', 'DROP TABLE a;'].join(line)
    const { statements, problems, gaps } = read(text)
    expect(problems).toEqual([])
    expect(statements.map(({ sql }) => sql)).toEqual(['COPY "t" (a, b) FROM stdin', 'DROP TABLE a'])
    expect(statements[1]?.origin.start).toEqual({ line: 6, column: 1 })
    expect(gaps).toMatchObject([{ origin: { start: { line: 1 }, end: { line: 4, column: 3 } } }])
  })

  it.each([
    ['ALTER TABLE ${schema}.users DROP a', '${schema}'],
    ['ALTER TABLE ${prefix}users DROP a', '${prefix}'],
    ['ALTER TABLE users_${suffix} DROP a', '${suffix}'],
    ['UPDATE users SET a = :value', ':value'],
    [`UPDATE users SET a = :'value'`, `:'value'`],
  ])('a placeholder makes %s opaque', (sql, placeholder) => {
    const { statements, problems, gaps } = read(`${sql};\nDROP TABLE b;`)
    expect(problems).toEqual([])
    expect(statements.map((statement) => [statement.sql, statement.parts[0]?.operation.kind])).toEqual([
      [sql, 'opaque'],
      ['DROP TABLE b', 'drop-table'],
    ])
    expect(gaps.map(({ reason }) => reason)).toEqual([`the value of ${placeholder} is not in the file`])
  })

  it('an array slice is no variable', () => {
    const { statements, gaps } = read(`\\echo x\nUPDATE a SET b = c[lo:hi] || d[:n];`)
    expect(gaps).toHaveLength(1)
    expect(statements.map(({ parts }) => parts[0]?.operation.kind)).toEqual(['update-rows'])
  })

  it('a file that parses is left alone, whatever stands in its strings', () => {
    expect(read(`SELECT ':a \${b} \\c' AS "\${d}"`).gaps).toEqual([])
  })
})

describe('any text', () => {
  const piece = fc.constantFrom(
    ...`CREATE|TABLE|a|(|)|b int|DROP|ALTER|ADD|COLUMN|;|;|,|'|"|$$|--|/*|*/|\\|:x|\${y}|COPY a FROM stdin;|\\.|DO|BEGIN|END|ATOMIC|😀|\uD800|\0|\uFEFF|CHECK|DEFAULT|UPDATE a SET b =|SELECT 1|PRIMARY KEY`.split(
      '|',
    ),
  )
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.tuple(piece, fc.constantFrom(' ', '\n', '\r\n', '')), { maxLength: 25 }).map((pieces) => pieces.flat().join('')),
  )

  it('is read without throwing, and every word of it is in a statement, a problem or a gap', () => {
    fc.assert(
      fc.property(text, (written) => {
        const { statements, problems, gaps } = read(written)
        for (const { parts } of statements) expect(parts.length).toBeGreaterThan(0)
        let left = written
        for (const { origin } of [...statements, ...gaps]) {
          const { start, end } = origin.span
          left = left.slice(0, start) + ' '.repeat(end - start) + left.slice(end)
        }
        const words = tokensOf(left.replace('\uFEFF', ' ')).filter(({ kind, text: word }) => kind !== 'comment' && word !== ';')
        expect(problems.length === 0 ? words : []).toEqual([])
      }),
      { numRuns: 3000 },
    )
  })
})
