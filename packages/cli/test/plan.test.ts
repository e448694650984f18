import { afterEach, describe, expect, test } from 'vitest'
import { makeProject, pendingFile, pendingId, type TestProject } from './project.ts'

let project: TestProject
afterEach(() => project.remove())

const fill = ['--fill', "User.status='active'"]

describe('plan', () => {
  test('nine sections, in their order, without a placeholder', async () => {
    project = makeProject()
    const { code, stdout } = await project.run('plan', '--from', 'all', pendingId, ...fill)
    expect(code).toBe(0)
    const headings = Array.from(stdout.matchAll(/^##? .*$/gm), ([heading]) => heading)
    expect(headings).toEqual([
      '# Migration Plan — add status',
      '## 1. Classification',
      '## 2. Migration SQL',
      '## 3. Backfill strategy',
      '## 4. Rollback plan',
      '## 5. Validation',
      '## 6. Execution plan',
      '## 7. Version',
      '## 8. Summary',
    ])
    expect(stdout).toContain('| # | Change | Type | Risk | Lock Duration | Strategy |')
    expect(stdout).toContain('| Check | Expected | Actual | Status |')
    expect(stdout).not.toMatch(/TODO|TBD|undefined|NaN|\[object|<[a-z_ ]+>|\$\{/)
    expect(Object.keys(project.tree()).filter((path) => path.startsWith('migration-plans'))).toEqual([])
  })

  test('as a golden that a reviewer can read', async () => {
    project = makeProject()
    const { stdout } = await project.run(
      'plan',
      '--from',
      'all',
      pendingId,
      ...fill,
      '--rows',
      'User=12000000',
      '--engine-version',
      '17',
    )
    await expect(stdout).toMatchFileSnapshot('fixtures/add-status.plan.md')
  })

  test('the JSON that other programs are written against', async () => {
    project = makeProject()
    const { code, stdout } = await project.run('plan', '--from', 'all', pendingId, ...fill, '--format', 'json')
    expect(code).toBe(0)
    const plan = JSON.parse(stdout)
    expect(plan).toMatchObject({
      version: 1,
      tool: 'prisma',
      engine: { name: 'postgresql' },
      migration: pendingId,
      description: 'add status',
      risk: 'high',
      downtime: 'zero',
      rollback: { tested: false },
      validation: { before: expect.any(Array), after: expect.any(Array) },
    })
    expect(Object.keys(plan)).toEqual(expect.arrayContaining(['steps', 'files', 'held', 'pointOfNoReturn']))
    for (const step of plan.steps) {
      expect(step).toMatchObject({
        phase: expect.stringMatching(/^(expand|backfill|constrain|contract)$/),
        title: expect.any(String),
        up: expect.any(Array),
        transactional: expect.any(Boolean),
        checks: expect.any(Array),
        file: expect.stringMatching(/\.sql$/),
      })
      expect(Array.isArray(step.down) || typeof step.down.irreversible === 'string').toBe(true)
      expect(step.lock === null || typeof step.lock.mode === 'string').toBe(true)
    }
    expect([...plan.files, ...plan.held]).toHaveLength(plan.steps.length * 2)
  })

  test('html stands by itself', async () => {
    project = makeProject()
    expect(
      await project.run('plan', '--from', 'all', pendingId, ...fill, '--format', 'html', '--out', 'plan.html'),
    ).toMatchObject({ code: 0, stdout: '' })
    const html = project.text('plan.html')
    expect(html).toMatch(/^<!doctype html>/)
    expect(html).toContain('<h2>1. Classification</h2>')
    expect(html).toContain('<table>')
    expect(html).not.toMatch(/(src|href)="http/)
  })

  test('a question: the flag that answers it, exit 1', async () => {
    project = makeProject()
    const { code, stdout, stderr } = await project.run('plan', '--from', 'all')
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' })
    expect(stderr).toContain(`${pendingFile}:2:20`)
    expect(stderr).toContain(`--fill "User.status=''"`)
  })

  test.each([
    [['plan', '--format', 'xml'], 'Choose one of: markdown, json, html'],
    [['plan', 'no_such_migration', '--from', 'all'], 'There is no migration no_such_migration'],
    [['plan', '--from', 'all', '--fill', 'User.status=('], 'Write one SQL expression'],
    [['plan', '--from', 'all', '--fill', 'status=1'], 'Write table.column'],
    [['plan', '--from', 'all', '--rename', 'name=fullName'], 'Write table.column'],
    [['plan', '--fill', "User.statsu='active'"], 'no pending migration adds that column'],
    [['plan', '--rename', 'User.nam=fullName'], 'no pending migration drops User.nam'],
  ])('%j: exit 2', async (argv, said) => {
    project = makeProject()
    const { code, stderr } = await project.run(...argv)
    expect({ code, stderr }).toEqual({ code: 2, stderr: expect.stringContaining(said) })
  })
})

describe('rewrite without a proof', () => {
  test('--dry-run shows the difference and writes nothing', async () => {
    project = makeProject()
    const before = project.tree()
    const { code, stdout } = await project.run('rewrite', '--from', 'all', pendingId, ...fill, '--no-verify', '--dry-run')
    expect(code).toBe(0)
    expect(stdout).toContain(`--- a/${pendingFile}\n+++ /dev/null`)
    expect(stdout).toContain(`+++ b/migration-plans/${pendingId}/PLAN.md`)
    expect(project.tree()).toEqual(before)
  })

  test('without a terminal nothing is written unless --yes says so', async () => {
    project = makeProject()
    const before = project.tree()
    expect(await project.run('rewrite', '--from', 'all', pendingId, ...fill, '--no-verify')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Say --yes to write'),
    })
    expect(project.tree()).toEqual(before)
  })

  test('the plan says that nothing was proved, and why', async () => {
    project = makeProject()
    expect(await project.run('rewrite', '--from', 'all', pendingId, ...fill, '--no-verify', '--yes')).toMatchObject({ code: 0 })
    expect(project.text(`migration-plans/${pendingId}/PLAN.md`)).toContain('| Rollback tested | no: because of --no-verify |')
    expect(project.text(`migration-plans/${pendingId}/original/migration.sql`)).toContain('"status" TEXT NOT NULL')
    expect(Object.keys(project.tree())).not.toContain(pendingFile)
    expect(await project.run('rewrite', '--from', 'all', pendingId, '--yes')).toMatchObject({
      code: 2,
      stderr: expect.stringContaining(`${pendingId} is rewritten already`),
    })
  })

  test('a question nobody can be asked: exit 1, nothing written', async () => {
    project = makeProject()
    const before = project.tree()
    expect(await project.run('rewrite', '--from', 'all', '--yes')).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('--fill'),
    })
    expect(project.tree()).toEqual(before)
  })

  test('nothing unsafe: nothing to do', async () => {
    project = makeProject({ [pendingFile]: 'ALTER TYPE "x" ADD VALUE \'y\';\n' })
    const before = project.tree()
    expect(await project.run('rewrite', '--from', 'all', pendingId, '--yes')).toMatchObject({
      code: 0,
      stderr: expect.stringContaining('Nothing to rewrite'),
    })
    expect(project.tree()).toEqual(before)
  })
})

describe('rules and explain', () => {
  test('every rule that is listed is explained', async () => {
    project = makeProject()
    const { rules } = JSON.parse((await project.run('rules', '--format', 'json')).stdout)
    expect(rules.length).toBeGreaterThan(30)
    for (const { id } of rules) {
      const { code, stdout } = await project.run('explain', id)
      expect(code).toBe(0)
      expect(stdout).toContain('Safe way:')
      expect(stdout, id).toContain('Unsafe:')
      expect(stdout).toContain(`allow ${id} (`)
    }
  })
})
