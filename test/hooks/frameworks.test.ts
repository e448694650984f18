// Real commits behind every real hook framework: the unsafe migration stays out, the safe one and everybody's own checks go through.
import { chmodSync, symlinkSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { preCommitProgram } from './pre-commit-program.ts'
import { createRepository, install, type Repository, safe, unsafe } from './repository.ts'

interface SetUp {
  readonly name: string
  /** The file that `init` changes. */
  readonly file: string
  /** What the project has in it already. */
  readonly own: string
  /** Makes the framework run, as the project's author did. */
  readonly start: (repository: Repository) => Promise<void>
}

/** A check of the project's own: a commit leaves a trace of it. */
const ownCheck = 'echo own-check >> .git/own-check.log'

const preCommit = await preCommitProgram()

const setUps: readonly SetUp[] = [
  {
    name: 'git',
    file: '.git/hooks/pre-commit',
    own: `#!/bin/sh\n# ours\n${ownCheck}\nexec true\n`,
    start: async (repository) => chmodSync(path.join(repository.root, '.git/hooks/pre-commit'), 0o755),
  },
  {
    name: 'husky',
    file: '.husky/pre-commit',
    own: `${ownCheck}\n`,
    start: async (repository) => {
      install(repository, 'husky')
      await expectDone(repository.run(path.join(repository.root, 'node_modules/.bin/husky')))
    },
  },
  {
    name: 'lefthook',
    file: 'lefthook.yml',
    own: `# ours\npre-commit:\n    commands:\n        own: # first\n            run: "${ownCheck}"\n\npre-push:\n    commands: {}\n`,
    start: async (repository) => {
      install(repository, 'lefthook')
      await expectDone(repository.run(path.join(repository.root, 'node_modules/.bin/lefthook'), 'install'))
    },
  },
  {
    name: 'lint-staged',
    file: 'package.json',
    own: `{\n  "name": "shop",\n  "files": ["a", "b"],\n  "lint-staged": { "*": "node own-check.cjs" }\n}\n`,
    start: async (repository) => {
      install(repository, 'lint-staged')
      repository.put('own-check.cjs', "require('node:fs').appendFileSync('.git/own-check.log', 'own-check\\n')\n")
      repository.put('.git/hooks/pre-commit', '#!/bin/sh\nnode_modules/.bin/lint-staged\n')
      chmodSync(path.join(repository.root, '.git/hooks/pre-commit'), 0o755)
    },
  },
  {
    name: 'pre-commit',
    file: '.pre-commit-config.yaml',
    own: `# ours\nrepos:\n-   repo: local\n    hooks:\n    -   id: own\n        name: own\n        entry: sh -c '${ownCheck}'\n        language: system\n        pass_filenames: false\n`,
    start: async (repository) => expectDone(repository.run(preCommit!, 'install')),
  },
]

let repository: Repository
afterEach(() => repository.dispose())

describe.each(setUps)('$name', ({ name, file, own, start }) => {
  test.skipIf(name === 'pre-commit' && preCommit === undefined)(
    'an unsafe migration is refused, a safe one is committed, and the own check goes on',
    async () => {
      repository = await createRepository()
      repository.put(file, own)
      await start(repository)
      const installed = await repository.prismaSafe('init', '--hook')
      expect(installed).toMatchObject({ code: 0, stderr: expect.stringContaining(`Added to ${file}`) })
      const before = repository.files()
      expect(await repository.prismaSafe('init', '--hook')).toMatchObject({ code: 0, stderr: expect.stringContaining('already') })
      expect(repository.files()).toEqual(before)
      for (const line of own.split('\n').filter((one) => !one.includes('lint-staged')))
        expect(repository.text(file)).toContain(line)

      const refused = await repository.commitMigration('20260202000000_status', unsafe)
      expect(refused.code).not.toBe(0)
      expect(refused.stdout + refused.stderr).toContain('add-column-not-null')
      expect((await repository.git('log', '--format=%s')).stdout).toBe('first\n')

      repository.remove('prisma/migrations/20260202000000_status')
      const passed = await repository.commitMigration('20260202000000_note', safe)
      expect(passed).toMatchObject({ code: 0 })
      expect((await repository.git('log', '--format=%s')).stdout).toBe('20260202000000_note\nfirst\n')
      expect(repository.text('.git/own-check.log')).toContain('own-check')
    },
  )
})

describe('the framework is found', () => {
  test('a new git hook where there is none', async () => {
    repository = await createRepository()
    const { code, stderr } = await repository.prismaSafe('init', '--hook')
    expect(code).toBe(0)
    expect(stderr).toContain('Wrote .git/hooks/pre-commit')
    expect((await repository.commitMigration('20260202000000_status', unsafe)).code).not.toBe(0)
  })

  test('by core.hooksPath', async () => {
    repository = await createRepository()
    await repository.git('config', 'core.hooksPath', '.githooks')
    await repository.prismaSafe('init', '--hook')
    expect(repository.text('.githooks/pre-commit')).toContain('node_modules/.bin/prisma-safe lint --staged')
    expect((await repository.commitMigration('20260202000000_status', unsafe)).code).not.toBe(0)
  })

  test('in a project below the root, once for each', async () => {
    repository = await createRepository('apps/shop')
    await repository.prismaSafe('init', '--hook')
    expect(repository.text('.git/hooks/pre-commit')).toContain(
      'apps/shop/node_modules/.bin/prisma-safe lint --staged --cwd apps/shop || exit $?',
    )
    const refused = await repository.commitMigration('20260202000000_status', unsafe)
    expect(refused.code).not.toBe(0)
    expect(refused.stdout + refused.stderr).toContain('prisma/migrations/20260202000000_status/migration.sql:1:')
  })
})

describe('every way to commit', () => {
  test('--all, one path, in a linked working tree', async () => {
    repository = await createRepository('apps/shop')
    const folder = 'apps/shop/prisma/migrations'
    await repository.prismaSafe('init', '--hook')
    await repository.commitMigration('20260202000000_note', safe)
    repository.put(`${folder}/20260202000000_note/migration.sql`, unsafe)
    expect((await repository.git('commit', '--all', '--message', 'all')).stderr).toContain('add-column-not-null')
    expect((await repository.git('commit', '--message', 'one', '--', folder)).stderr).toContain('add-column-not-null')
    await repository.git('checkout', '--', '.')
    await repository.git('worktree', 'add', '--quiet', 'tree')
    symlinkSync('../../../apps/shop/node_modules', path.join(repository.root, 'tree/apps/shop/node_modules'))
    repository.put(`tree/${folder}/20260303000000_status/migration.sql`, unsafe)
    await repository.runIn('tree', 'git', 'add', folder)
    const { code, stderr } = await repository.runIn('tree', 'git', 'commit', '--message', 'tree')
    expect(code).not.toBe(0)
    expect(stderr).toContain('20260303000000_status')
  })
})

describe('a hook that is not ours is left as it is', () => {
  test.each([
    ['no shell script', '#!/usr/bin/env python3\nprint("own")\n', 0o755, 'it is no shell script'],
    ['not executable', '#!/bin/sh\nexit 1\n', 0o644, 'it is not executable'],
  ])('%s', async (_, text, mode, because) => {
    repository = await createRepository()
    repository.put('.git/hooks/pre-commit', text)
    chmodSync(path.join(repository.root, '.git/hooks/pre-commit'), mode)
    const { code, stderr } = await repository.prismaSafe('init', '--hook')
    expect(code).toBe(2)
    expect(stderr).toContain(because)
    expect(stderr).toContain('    node_modules/.bin/prisma-safe lint --staged\n')
    expect(repository.text('.git/hooks/pre-commit')).toBe(text)
  })

  test('one that serves every repository of the machine', async () => {
    repository = await createRepository()
    await repository.git('config', '--global', 'core.hooksPath', path.join(repository.root, '../hooks'))
    const { code, stderr } = await repository.prismaSafe('init', '--hook')
    expect(code).toBe(2)
    expect(stderr).toContain('every repository on this machine')
  })

  test('a config that is code', async () => {
    repository = await createRepository()
    const config = "export default { '*.ts': 'eslint' }\n"
    repository.put('lint-staged.config.mjs', config)
    const { code, stderr } = await repository.prismaSafe('init', '--hook')
    expect(code).toBe(2)
    expect(stderr).toContain('    "prisma/migrations/**": "node_modules/.bin/prisma-safe lint --staged"\n')
    expect(repository.text('lint-staged.config.mjs')).toBe(config)
  })
})

async function expectDone(result: ReturnType<Repository['run']>): Promise<void> {
  const { code, stdout, stderr } = await result
  expect(code, stdout + stderr).toBe(0)
}
