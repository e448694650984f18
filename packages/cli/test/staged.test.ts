import { renameSync, rmSync, symlinkSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { addStatus, makeProject, pendingFile, type Run, run, type TestProject } from './project.ts'

const otherFile = 'prisma/migrations/20260404120000_more/migration.sql'
const addAge = 'ALTER TABLE "User" ADD COLUMN "age" INTEGER NOT NULL;\n'

let project: TestProject
beforeEach(() => {
  project = makeProject({ [pendingFile]: undefined })
  project.git('init', '-q', '-b', 'main')
  commit()
})
afterEach(() => project.remove())

function commit(): void {
  project.git('add', '.')
  project.git('commit', '-qm', 'first')
}

function staged(...argv: readonly string[]): Promise<Run> {
  return project.run('lint', '--staged', ...argv)
}

/** The ids of the migrations that were judged. */
async function judged(...argv: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await staged('--format', 'json', ...argv)
  const report: { readonly migrations: readonly { readonly id: string }[] } = JSON.parse(stdout)
  return report.migrations.map(({ id }) => id)
}

describe('lint --staged', () => {
  test('has nothing to say where no migration is staged, and nothing to load', async () => {
    project.put('README.md', 'new\n')
    project.put('prisma/migrations/20260101000000_init/down.sql', 'DROP TABLE "User";\n')
    project.git('add', 'README.md')
    expect(await staged()).toEqual({ code: 0, stdout: '', stderr: 'No migration is staged\n' })
    expect(await staged('--format', 'gitlab')).toMatchObject({ code: 0, stdout: '[]\n' })
    project.git('add', '.')
    expect(await judged()).toEqual([])
  })

  test('takes the history from the index: a migration that is not staged is not there', async () => {
    project.put('prisma/migrations/20260202000000_unstaged/migration.sql', 'ALTER TABLE "User" RENAME TO "Person";\n')
    project.put(pendingFile, addStatus)
    project.git('add', pendingFile)
    project.put(pendingFile, 'nonsense\n')
    const { code, stdout } = await staged()
    expect(code).toBe(1)
    expect(stdout).toContain('add-column-not-null')
    expect(await judged()).toEqual(['20260303120000_add_status'])
  })

  test('reads a staged file that is gone from the disk', async () => {
    project.put(pendingFile, addStatus)
    project.git('add', '.')
    rmSync(join(project.root, dirname(pendingFile)), { recursive: true })
    expect(await staged()).toMatchObject({ code: 1, stdout: expect.stringContaining(`${pendingFile}:2:20`) })
  })

  test('judges a renamed migration by its new name, and none that is deleted', async () => {
    project.put(pendingFile, addStatus)
    project.put(otherFile, addAge)
    commit()
    const renamed = 'prisma/migrations/20260303130000_status'
    renameSync(join(project.root, dirname(pendingFile)), join(project.root, renamed))
    rmSync(join(project.root, dirname(otherFile)), { recursive: true })
    project.git('add', '--all')
    expect(await judged()).toEqual(['20260303130000_status'])
  })

  test('keeps to the paths that lint-staged passes, absolute ones and such as lead over a link', async () => {
    project.put(pendingFile, addStatus)
    project.put(otherFile, addAge)
    project.git('add', '.')
    expect(await judged()).toHaveLength(2)
    expect(await judged(otherFile)).toEqual(['20260404120000_more'])
    expect(await judged(join(project.root, pendingFile))).toEqual(['20260303120000_add_status'])
    const link = `${project.root}-link`
    symlinkSync(project.root, link)
    expect(await judged(join(link, dirname(pendingFile)))).toEqual(['20260303120000_add_status'])
    rmSync(link)
    expect(await judged('README.md')).toEqual([])
  })

  test('in a folder below the repository, sees only its own', async () => {
    project.put(pendingFile, addStatus)
    project.put('apps/shop/prisma/schema.prisma', project.text('prisma/schema.prisma'))
    project.put(`apps/shop/${otherFile}`, 'CREATE TABLE "Shop" ("id" INTEGER);\n')
    project.git('add', '.')
    expect(await judged('--cwd', 'apps/shop')).toEqual(['20260404120000_more'])
    expect(await judged()).toEqual(['20260303120000_add_status'])
  })

  test('before the first commit of a repository', async () => {
    rmSync(join(project.root, '.git'), { recursive: true })
    project.git('init', '-q')
    project.put(pendingFile, addStatus)
    project.git('add', '.')
    expect(await judged()).toEqual(['20260101000000_init', '20260303120000_add_status'])
  })

  test('in a linked working tree', async () => {
    const tree = `${project.root}-tree`
    project.git('worktree', 'add', '-q', tree)
    project.put(`../${basename(tree)}/${pendingFile}`, addStatus)
    project.git('-C', tree, 'add', '.')
    const { code, stdout } = await run(tree, ['lint', '--staged'])
    rmSync(tree, { recursive: true })
    expect(code).toBe(1)
    expect(stdout).toContain('add-column-not-null')
  })

  test('outside a repository: one message', async () => {
    rmSync(join(project.root, '.git'), { recursive: true })
    expect(await staged()).toMatchObject({ code: 2, stderr: expect.stringContaining('this is no git repository') })
  })
})
