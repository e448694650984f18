// What each framework's file looks like afterwards: our entry, and every other byte as it was.
import { describe, expect, test } from 'vitest'
import { folderOf, type HookFramework, type HookRepository } from './framework.ts'
import { gitHook } from './git-hook.ts'
import { husky } from './husky.ts'
import { lefthook } from './lefthook.ts'
import { lintStaged } from './lint-staged.ts'
import { preCommit } from './pre-commit.ts'
import { hookFrameworks } from './frameworks.ts'
import { hookStep } from './step.ts'

const step = hookStep({
  binary: 'prisma-safe',
  project: '',
  installedIn: '',
  migrations: ['prisma/migrations'],
})
const command = 'node_modules/.bin/prisma-safe lint --staged'

/** The text afterwards; installing again changes nothing. */
function installed(framework: HookFramework, file: string, text: string | undefined): string {
  const after = framework.install(text, step, file)
  if (typeof after !== 'string') throw new Error(after.because)
  expect(framework.install(after, step, file)).toBe(after)
  return after
}

function lines(...text: readonly string[]): string {
  return `${text.join('\n')}\n`
}

describe('a shell script', () => {
  const line = `${command} || exit $?`
  const mark = '# migration-planner: staged migrations must be safe'

  test.each([
    ['is new', undefined, lines('#!/bin/sh', mark, line)],
    [
      'begins with our step, so that its own last word stays the last',
      lines('#!/usr/bin/env bash', 'npm test'),
      lines('#!/usr/bin/env bash', mark, line, 'npm test'),
    ],
    ['has no first line of its own', lines('npm test'), lines(mark, line, 'npm test')],
    [
      'of husky 8 prepares itself first',
      lines('#!/usr/bin/env sh', '. "$(dirname -- "$0")/_/husky.sh"', '', 'npm test'),
      lines('#!/usr/bin/env sh', '. "$(dirname -- "$0")/_/husky.sh"', mark, line, '', 'npm test'),
    ],
    ['runs the step already, written by hand', lines('#!/bin/sh', command), lines('#!/bin/sh', command)],
    ['has the line ends of Windows', '#!/bin/sh\r\nnpm test\r\n', `#!/bin/sh\r\n${mark}\r\n${line}\r\nnpm test\r\n`],
  ])('%s', (_, before, after) => {
    expect(installed(gitHook, '.git/hooks/pre-commit', before)).toBe(after)
    expect(installed(husky, '.husky/pre-commit', before)).toBe(after)
  })

  test.each(['#!/usr/bin/env node\n', '#!/usr/bin/python3 -u\n', '#!C:/Ruby/bin/ruby.exe\n'])('not %j', (text) => {
    expect(gitHook.install(text, step, 'pre-commit')).toEqual({ because: 'it is no shell script', lines: command })
  })
})

describe('lefthook', () => {
  const yaml = ['    migration-lint:', `      run: ${command}`]

  test.each([
    ['is new', undefined, lines('pre-commit:', '  commands:', ...yaml)],
    [
      'has other hooks',
      lines('# ours', 'pre-push:', '  parallel: true # both'),
      lines('# ours', 'pre-push:', '  parallel: true # both', 'pre-commit:', '  commands:', ...yaml),
    ],
    [
      'has commands, a script of several lines last',
      lines('pre-commit:', '  commands:', '    own:', '      run: |', '        a', '        b', '', 'pre-push:', '  piped: true'),
      lines(
        'pre-commit:',
        '  commands:',
        '    own:',
        '      run: |',
        '        a',
        '        b',
        ...yaml,
        '',
        'pre-push:',
        '  piped: true',
      ),
    ],
    [
      'has jobs',
      lines('pre-commit:', '  jobs:', '  - run: a   # first', "  - name: 'b'", '    run: b'),
      lines(
        'pre-commit:',
        '  jobs:',
        '  - run: a   # first',
        "  - name: 'b'",
        '    run: b',
        '  - name: migration-lint',
        `    run: ${command}`,
      ),
    ],
    [
      'has only settings',
      lines('pre-commit:', '  parallel: true'),
      lines('pre-commit:', '  parallel: true', '  commands:', ...yaml),
    ],
  ])('in YAML %s', (_, before, after) => {
    expect(installed(lefthook, 'lefthook.yml', before)).toBe(after)
  })

  test('in TOML', () => {
    const before = lines('# ours', '[pre-commit.commands.own]', 'run = "a"   # first')
    expect(installed(lefthook, 'lefthook.toml', before)).toBe(
      before + lines('', '[pre-commit.commands.migration-lint]', `run = "${command}"`),
    )
  })

  test('in JSON', () => {
    const before = lines('{', '\t"pre-commit": { "parallel": true },', '\t"pre-push": {}', '}')
    const after = installed(lefthook, 'lefthook.json', before)
    expect(JSON.parse(after)).toEqual({
      'pre-commit': { parallel: true, commands: { 'migration-lint': { run: command } } },
      'pre-push': {},
    })
    expect(after).toContain('\n\t"pre-push": {}\n')
  })

  test.each([
    ['lefthook.yml', 'pre-commit: [\n'],
    ['lefthook.yml', 'pre-commit: off\n'],
    ['lefthook.toml', 'pre-commit = { commands = { a = { run = "a" } } }\n'],
    ['lefthook.jsonc', '{ // ours\n}\n'],
  ])('%s that cannot be extended is left alone: %j', (file, text) => {
    expect(lefthook.install(text, step, file)).toMatchObject({ lines: expect.stringContaining(command) })
  })
})

describe('lint-staged', () => {
  test('in package.json, among all else', () => {
    const before = lines(
      '{',
      '    "files": ["a", "b"],',
      '    "lint-staged": {',
      '        "*.ts": ["eslint", "oxfmt"]',
      '    },',
      '    "type": "module"',
      '}',
    )
    expect(installed(lintStaged, 'package.json', before)).toBe(
      before.replace('"oxfmt"]', `"oxfmt"],\n        "prisma/migrations/**": "${command}"`),
    )
  })

  test.each([
    ['.lintstagedrc.json', undefined],
    ['.lintstagedrc', '{ "*.ts": "eslint" }'],
    ['.lintstagedrc', "'*.ts': eslint\n"],
    ['.lintstagedrc.yaml', "# ours\n'*.ts':\n  - eslint\n"],
    ['.lintstagedrc.json', '{ "prisma/migrations/**": "own" }'],
    ['.lintstagedrc.json', '{ "prisma/migrations/**": ["own"] }'],
  ])('%s: %j', (file, before) => {
    const after = installed(lintStaged, file, before)
    expect(after).toContain(command)
    for (const own of ['eslint', 'own', '# ours'].filter((word) => before?.includes(word))) expect(after).toContain(own)
  })

  test('in a folder below the root, the paths are as seen from there', () => {
    const place = { binary: 'prisma-safe', project: 'apps/my shop', installedIn: 'apps', migrations: ['db/migrations'] }
    const after = lintStaged.install(undefined, hookStep(place), 'apps/my shop/.lintstagedrc.json')
    expect(after).toBe(
      `${JSON.stringify({ 'db/migrations/**': '../node_modules/.bin/prisma-safe lint --staged' }, undefined, 2)}\n`,
    )
    expect(hookStep(place).commandFrom('')).toBe("apps/node_modules/.bin/prisma-safe lint --staged --cwd 'apps/my shop'")
    expect(hookStep(place).name).toBe('migration-lint-apps-my-shop')
  })
})

describe('pre-commit', () => {
  test('its usual form keeps its usual indentation', () => {
    const before = lines(
      'repos:',
      '-   repo: https://github.com/pre-commit/pre-commit-hooks',
      '    rev: v5.0.0',
      '    hooks:',
      '    -   id: check-yaml',
      '# the end',
    )
    const after = installed(preCommit, '.pre-commit-config.yaml', before)
    expect(after).toBe(
      before.replace(
        '# the end\n',
        lines(
          '- repo: local',
          '  hooks:',
          '    - id: migration-lint',
          '      name: staged migrations are safe',
          `      entry: ${command}`,
          '      language: system',
          '      files: ^prisma/migrations/',
          '      pass_filenames: false',
        ) + '# the end\n',
      ),
    )
  })

  test('a name is no pattern', () => {
    const strange = hookStep({ binary: 'prisma-safe', project: '', installedIn: undefined, migrations: ['a.b/(c)', 'd'] })
    expect(preCommit.install('', strange, 'x')).toContain(String.raw`files: ^(a\.b/\(c\)|d)/`)
  })
})

describe('what a repository uses', () => {
  function repositoryWith(files: Readonly<Record<string, string>>, hooksFolder = '.git/hooks'): HookRepository {
    return {
      hooksFolder,
      folders: ['apps/shop', 'apps', ''],
      read: (path) => files[path],
      list: (folder) => Object.keys(files).filter((path) => folderOf(path) === folder),
    }
  }

  test.each([
    [{}, 'git', '.git/hooks/pre-commit'],
    [{ '.husky/pre-push': '' }, 'husky', '.husky/pre-commit'],
    [{ 'package.json': '{ "devDependencies": { "husky": "9" }, "lint-staged": {} }' }, 'husky', '.husky/pre-commit'],
    [{ '.config/lefthook.toml': '' }, 'lefthook', '.config/lefthook.toml'],
    [{ 'package.json': '{ "devDependencies": { "lefthook": "2" } }' }, 'lefthook', 'lefthook.yml'],
    [{ '.pre-commit-config.yaml': '' }, 'pre-commit', '.pre-commit-config.yaml'],
    [{ 'apps/shop/package.json': '{ "lint-staged": {} }', '.lintstagedrc': '{}' }, 'lint-staged', 'apps/shop/package.json'],
    [{ 'package.json': '{ "devDependencies": { "lint-staged": "16" } }' }, 'lint-staged', '.lintstagedrc.json'],
    [{ 'package.json': 'broken' }, 'git', '.git/hooks/pre-commit'],
  ])('%j: %s, in %s', (files, name, file) => {
    const repository = repositoryWith(files)
    const framework = hookFrameworks.find(({ detect }) => detect(repository) !== undefined)
    expect([framework?.name, framework?.detect(repository)]).toEqual([name, file])
  })

  test.each([
    ['.husky/_', '.husky/pre-commit'],
    ['frontend/.husky/_', 'frontend/.husky/pre-commit'],
    ['.husky', '.husky/pre-commit'],
  ])("husky's folder as git knows it: %s", (hooksFolder, file) => {
    expect(husky.detect(repositoryWith({}, hooksFolder))).toBe(file)
  })
})
