import { afterEach, describe, expect, test } from 'vitest'
import { addStatus, makeProject, pendingFile, pendingId, type TestProject } from './project.ts'

let project: TestProject
afterEach(() => project.remove())

describe('lint', () => {
  test('prints place, risk, rule, the statement and the safe way, and exits 1', async () => {
    project = makeProject()
    const { code, stdout, stderr } = await project.run('lint', '--from', 'all')
    expect(code).toBe(1)
    expect(stdout).toContain(`${pendingFile}:2:20  high  add-column-not-null`)
    expect(stdout).toContain('2 │ ALTER TABLE "User" ADD COLUMN     "status" TEXT NOT NULL;')
    expect(stdout).toMatch(/│ {20}\^{37}/)
    expect(stdout).toContain('safe way: ')
    expect(stdout).toContain('prisma-safe explain add-column-not-null')
    expect(stderr).toBe('All migrations are taken as pending\n')
  })

  test('is quiet and exits 0 when all is well', async () => {
    project = makeProject({ [pendingFile]: 'ALTER TABLE "User" ADD COLUMN "status" TEXT;\n' })
    const { code, stdout, stderr } = await project.run('lint', '--quiet', pendingFile)
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Nothing unsafe|^\d+ findings?: \d+ low/m)
    expect(stderr).toBe('')
  })

  test('prints the JSON that other programs are written against', async () => {
    project = makeProject()
    const { code, stdout } = await project.run(
      'lint',
      '--format',
      'json',
      '--engine-version',
      '16',
      '--rows',
      'User=2000000',
      pendingFile,
    )
    expect(code).toBe(1)
    const report = JSON.parse(stdout)
    expect(report).toMatchObject({
      version: 1,
      tool: 'prisma',
      engine: { name: 'postgresql', version: '16' },
      from: 'files',
      migrations: [{ id: pendingId, file: pendingFile, statements: 1, unanalysed: [] }],
      summary: { migrations: 1, statements: 1, unanalysed: 0 },
    })
    const [finding] = report.migrations[0].findings
    expect(finding).toMatchObject({
      rule: 'add-column-not-null',
      risk: 'high',
      title: expect.any(String),
      message: expect.any(String),
      line: 2,
      column: expect.any(Number),
      endLine: 2,
      endColumn: expect.any(Number),
      statement: expect.stringContaining('ALTER TABLE "User" ADD COLUMN'),
      table: 'User',
      lock: { mode: 'ACCESS EXCLUSIVE', blocks: ['read', 'write'], duration: 'brief', estimatedMs: 0 },
      rewritesTable: false,
      scansTable: false,
      losesData: false,
      breaksRunningApp: true,
      strategy: expect.any(String),
      rewritable: true,
      needsDeploy: true,
      docs: expect.stringMatching(/^https:/),
    })
    expect(report.summary.findings.high).toBe(1)
  })

  test('--fail-on decides the exit code only', async () => {
    project = makeProject()
    expect(await project.run('lint', pendingFile, '--fail-on', 'never')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('add-column-not-null'),
    })
    project.put(pendingFile, 'CREATE INDEX "User_a" ON "User"("email");\n')
    expect((await project.run('lint', pendingFile, '--fail-on', 'high')).code).toBe(0)
    expect((await project.run('lint', pendingFile)).code).toBe(1)
  })

  test('a suppression with a reason silences, one without is a finding', async () => {
    project = makeProject({ [pendingFile]: `-- migration-planner: allow add-column-not-null (the table is empty)\n${addStatus}` })
    expect((await project.run('lint', pendingFile)).stdout).not.toContain('add-column-not-null')
    project.put(pendingFile, `-- migration-planner: allow add-column-not-null\n${addStatus}`)
    expect((await project.run('lint', pendingFile)).stdout).toMatch(/suppression-without-reason[\s\S]*add-column-not-null/)
  })

  test('the baseline hides what is known and nothing else', async () => {
    project = makeProject()
    expect((await project.run('lint', '--from', 'all', '--write-baseline', '--baseline', 'known.json')).code).toBe(0)
    expect(await project.run('lint', '--from', 'all', '--baseline', 'known.json')).toMatchObject({ code: 0 })
    project.put('prisma/migrations/20260404120000_more/migration.sql', 'ALTER TABLE "User" ADD COLUMN "age" INTEGER NOT NULL;\n')
    const { code, stdout } = await project.run('lint', '--from', 'all', '--baseline', 'known.json')
    expect(code).toBe(1)
    expect(stdout).toContain('"age"')
    expect(stdout).not.toContain('"status" TEXT NOT NULL')
  })

  test('github: one workflow command for each finding, escaped', async () => {
    project = makeProject()
    const { stdout } = await project.run('lint', '--format', 'github', pendingFile)
    expect(stdout).toMatch(
      /^::error file=prisma\/migrations\/20260303120000_add_status\/migration\.sql,line=2,.*title=add-column-not-null \(high\)::Adding NOT NULL/m,
    )
    expect(stdout).toContain('%0ASafe way: ')
  })

  test('markdown: a table for each file', async () => {
    project = makeProject()
    const { stdout } = await project.run('lint', '--format', 'markdown', pendingFile)
    expect(stdout).toContain(`### \`${pendingFile}\``)
    expect(stdout).toContain('| high | `add-column-not-null` | 2 |')
  })
})

describe('lint chooses the pending migrations', () => {
  test('by git: what the default branch does not have', async () => {
    project = makeProject({ [pendingFile]: undefined })
    project.git('init', '-q', '-b', 'main')
    project.git('add', '.')
    project.git('commit', '-qm', 'first')
    project.git('switch', '-qc', 'feature')
    project.put(pendingFile, addStatus)
    project.git('add', '.')
    project.git('commit', '-qm', 'second')
    project.put('prisma/migrations/20260404120000_more/migration.sql', 'ALTER TABLE "User" ADD COLUMN "age" INTEGER;\n')
    const { stdout, stderr } = await project.run('lint', '--format', 'json')
    expect(JSON.parse(stdout)).toMatchObject({ from: 'git', migrations: [{ id: pendingId }, { id: '20260404120000_more' }] })
    expect(stderr).toMatch(/^Pending by git: not in main \([0-9a-f]{8}\)\n$/)
    const since = await project.run('lint', '--format', 'json', '--since', 'feature')
    expect(JSON.parse(since.stdout).migrations).toMatchObject([{ id: '20260404120000_more' }])
  })

  test('--staged judges what is staged, not what lies in the folder', async () => {
    project = makeProject({ [pendingFile]: undefined })
    project.git('init', '-q', '-b', 'main')
    project.git('add', '.')
    project.git('commit', '-qm', 'first')
    project.put(pendingFile, addStatus)
    project.git('add', '.')
    project.put(pendingFile, 'SELECT 1;\n')
    const { code, stdout } = await project.run('lint', '--staged')
    expect(code).toBe(1)
    expect(stdout).toContain('add-column-not-null')
    project.git('rm', '-qf', '--cached', pendingFile)
    expect((await project.run('lint', '--staged')).code).toBe(0)
  })

  test('--staged works in a folder below the repository', async () => {
    project = makeProject({
      [pendingFile]: undefined,
      'apps/shop/prisma/schema.prisma': 'datasource db {\n  provider = "postgresql"\n  url = env("U")\n}\n',
    })
    project.git('init', '-q', '-b', 'main')
    project.put(`apps/shop/${pendingFile}`, addStatus)
    project.git('add', '.')
    project.git('commit', '-qm', 'first', '--allow-empty', '--only')
    const { code, stdout } = await project.run('lint', '--staged', '--cwd', 'apps/shop')
    expect(code).toBe(1)
    expect(stdout).toContain(`${pendingFile}:2:20`)
  })

  test('a single file without any project', async () => {
    project = makeProject({ 'alone/one.sql': 'CREATE TABLE t (id int);\nSELECT 1;\n' })
    const { code, stdout, stderr } = await project.run('lint', '--cwd', 'alone', 'one.sql')
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: 'No Prisma Migrate project here: judged as PostgreSQL, each file as a history of its own\n',
    })
    expect(stdout).toContain('2 statements')
  })
})

describe('lint on bad input', () => {
  test('unparsable SQL: place and message, exit 2, other statements and files still judged', async () => {
    const broken = 'prisma/migrations/20260202000000_broken/migration.sql'
    project = makeProject({ [broken]: 'SELECT 1;\nALTER TABEL "User" ADD "x" INT;\n' })
    const { code, stdout, stderr } = await project.run('lint', '--from', 'all')
    expect(code).toBe(2)
    expect(stderr).toContain('error: PostgreSQL cannot read this SQL: syntax error at or near "TABEL"')
    expect(stderr).toContain(`at ${broken}:2:7`)
    expect(stdout).toContain('add-column-not-null')
  })

  test.each([
    ['no project', { 'prisma/schema.prisma': undefined }, 'No Prisma Migrate project was found', '--cwd DIR'],
    [
      'MySQL',
      { 'prisma/schema.prisma': 'datasource db {\n  provider = "mysql"\n  url = env("U")\n}\n' },
      'MySQL, which is not supported yet',
      'Supported today: PostgreSQL',
    ],
    [
      'SQLite',
      { 'prisma/schema.prisma': 'datasource db {\n  provider = "sqlite"\n  url = "file:a.db"\n}\n' },
      'SQLite, which is not supported yet',
      'Supported today: PostgreSQL',
    ],
    ['a migration without SQL', { 'prisma/migrations/20260202000000_empty/README.md': 'x' }, 'has no migration.sql', ''],
    [
      'an unknown config key',
      { 'migration-planner.config.json': '{ "backfill": { "batch": 5 } }' },
      'Config key "backfill.batch": unknown key',
      '',
    ],
    ['a wrong config type', { 'migration-planner.config.json': '{ "smallTable": "big" }' }, 'Config key "smallTable"', ''],
    ['a broken config', { 'migration-planner.config.json': '{ smallTable' }, 'The config file cannot be read', ''],
  ])('%s: one message, exit 2', async (_, files, what, remedy) => {
    project = makeProject(files)
    const { code, stdout, stderr } = await project.run('lint', '--from', 'all')
    expect(code).toBe(2)
    expect(stdout).toBe('')
    expect(stderr).toContain('error: ')
    expect(stderr).toContain(what)
    expect(stderr).toContain(remedy)
    expect(stderr).not.toContain('    at ')
  })

  test.each([
    [['lint', '--format', 'xml'], 'Choose one of: pretty, json'],
    [['lint', '--fail-on', 'severe'], 'Choose one of: low, medium, high, never'],
    [['lint', '--from', 'moon'], 'Allowed choices are database, git, all'],
    [['lint', '--since', 'no-such-ref', '--from', 'git'], 'no git repository'],
    [['lint', 'no-such-file.sql'], 'no-such-file.sql is not there'],
    [['lint', '--rows', 'users'], '--rows users'],
    [['lint', '--nonsense'], 'unknown option'],
    [['lnit'], 'unknown command'],
    [['lint', '--config', 'nowhere.json'], 'nowhere.json is not there'],
    [['explain', 'no-such-rule'], 'There is no rule no-such-rule'],
  ])('%j: exit 2', async (argv, said) => {
    project = makeProject()
    const { code, stderr } = await project.run(...argv)
    expect(code).toBe(2)
    expect(stderr).toContain(said)
  })

  test('a database that was named and does not answer: exit 2, and no password', async () => {
    project = makeProject()
    const { code, stderr, stdout } = await project.run('lint', '--database-url', 'postgresql://shop:secret@127.0.0.1:1/shop')
    expect(code).toBe(2)
    expect(stderr).toMatch(/cannot be reached/)
    expect(stderr + stdout).not.toContain('secret')
  })
})
