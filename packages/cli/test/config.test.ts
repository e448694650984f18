import { afterEach, describe, expect, test } from 'vitest'
import { makeProject, pendingFile, type TestProject } from './project.ts'

let project: TestProject
afterEach(() => project.remove())

/** What lint says of the pending migration under a config that calls the hazard low and judges for 17. */
async function lintWith(files: Readonly<Record<string, string>>, ...argv: readonly string[]): Promise<unknown> {
  project = makeProject(files)
  const { code, stdout, stderr } = await project.run('lint', '--format', 'json', pendingFile, ...argv)
  expect(stderr, stderr).not.toContain('error')
  const report = JSON.parse(stdout)
  const finding = report.migrations[0].findings.find(({ rule }: { readonly rule: string }) => rule === 'add-column-not-null')
  return { code, version: report.engine.version, risk: finding?.risk }
}

const settings = `{ engineVersion: '17', rules: { 'add-column-not-null': 'low' } }`
const asJson = '{ "engineVersion": "17", "rules": { "add-column-not-null": "low" } }'
const understood = { code: 0, version: '17', risk: 'low' }

describe('config', () => {
  test.each([
    [
      'TypeScript',
      {
        'migration-planner.config.ts': `import { defineConfig } from '@migration-planner/core'\nexport default defineConfig(${settings})\n`,
      },
    ],
    ['TypeScript module', { 'migration-planner.config.mts': `const config: object = ${settings}\nexport default config\n` }],
    ['JavaScript', { 'migration-planner.config.js': `module.exports = ${settings}\n` }],
    ['JavaScript module', { 'migration-planner.config.mjs': `export default ${settings}\n` }],
    ['JSON', { 'migration-planner.config.json': asJson }],
    ['package.json', { 'package.json': `{ "name": "shop", "migrationPlanner": ${asJson} }` }],
    [
      'pyproject.toml',
      {
        'pyproject.toml':
          '[tool.migration-planner]\nengineVersion = "17"\n[tool.migration-planner.rules]\nadd-column-not-null = "low"\n',
      },
    ],
  ])('%s', async (_, files) => {
    expect(await lintWith(files)).toEqual(understood)
  })

  test('is found upward from the folder', async () => {
    project = makeProject({
      'apps/shop/prisma/schema.prisma': 'datasource db {\n  provider = "postgresql"\n  url = env("U")\n}\n',
      [`apps/shop/${pendingFile}`]: 'ALTER TABLE "T" ADD COLUMN "a" TEXT NOT NULL;\n',
      'migration-planner.config.json': asJson,
    })
    const { stdout } = await project.run('lint', '--format', 'json', '--from', 'all', '--cwd', 'apps/shop')
    expect(JSON.parse(stdout).engine.version).toBe('17')
  })

  test('flags come before it', async () => {
    expect(await lintWith({ 'migration-planner.config.json': asJson }, '--engine-version', '16', '--fail-on', 'low')).toEqual({
      code: 1,
      version: '16',
      risk: 'low',
    })
  })

  test('a rule that is off is silent', async () => {
    expect(await lintWith({ 'migration-planner.config.json': '{ "rules": { "add-column-not-null": "off" } }' })).toMatchObject({
      risk: undefined,
    })
  })

  test('statistics may stand in a file beside it', async () => {
    project = makeProject({
      'migration-planner.config.json': '{ "stats": "stats.json" }',
      'stats.json': '{ "User": { "rows": 4000000 } }',
      [pendingFile]: 'CREATE INDEX "a" ON "User"("email");\n',
    })
    const { stdout } = await project.run('lint', '--format', 'json', pendingFile)
    expect(JSON.parse(stdout).migrations[0].findings[0].lock).toMatchObject({
      duration: 'build',
      estimatedMs: expect.any(Number),
    })
    project.put('stats.json', '{ "User": "many" }')
    const refused = await project.run('lint', pendingFile)
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringMatching(/no number of rows for "User"[\s\S]*stats\.json/) })
  })

  test('what init writes is read', async () => {
    project = makeProject()
    expect(await project.run('init')).toMatchObject({ code: 0 })
    expect((await project.run('lint', '--from', 'all')).stderr).not.toContain('error')
    const before = project.tree()
    expect(await project.run('init')).toMatchObject({ code: 0, stderr: expect.stringContaining('There is a config already') })
    expect(project.tree()).toEqual(before)
  })

  test('init --hook says where it cannot: outside a repository, and for a framework that nobody knows', async () => {
    project = makeProject()
    const outside = await project.run('init', '--hook')
    expect(outside).toMatchObject({ code: 2, stderr: expect.stringContaining('this is no git repository') })
    project.git('init', '-q')
    const unknown = await project.run('init', '--hook', 'overcommit')
    expect(unknown).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('Choose one of: husky, lefthook, pre-commit, lint-staged, git'),
    })
  })
})
