// docs/lint-in-ci.md: what it shows is what `init` writes, and its command lines do what they say.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { createRepository, type Repository, safe, unsafe } from './repository.ts'

const page = readFileSync(path.resolve(import.meta.dirname, '../../docs/lint-in-ci.md'), 'utf8')
const blocks = Array.from(page.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm), ([, language, text]) => ({ language, text: text! }))

interface Job {
  readonly steps: readonly { readonly run?: string }[]
}
type Yaml = Readonly<Record<string, unknown>> & {
  readonly jobs?: { readonly lint: Job }
  readonly migrations?: { readonly script: readonly string[]; readonly artifacts: { readonly reports: object } }
}
const yamls: readonly Yaml[] = blocks.filter(({ language }) => language === 'yaml').map(({ text }) => parse(text))

/** Every line of the workflows that runs our program, as the runner's shell gets it. */
const pipelines = yamls.flatMap(({ jobs, migrations }) => [
  ...(jobs?.lint.steps.flatMap(({ run }) => run ?? []) ?? []),
  ...(migrations?.script ?? []),
])
const lints = pipelines.filter((line) => line.includes('prisma-safe'))

let repository: Repository
afterEach(() => repository.dispose())

describe('the pipelines', () => {
  test.each(lints)('%s', async (line) => {
    repository = await createRepository()
    await repository.git('update-ref', 'refs/remotes/origin/main', 'HEAD')
    await repository.git('switch', '--quiet', '--create', 'feature')
    await repository.commitMigration('20260202000000_note', safe)
    const variables = 'export CI=true GITHUB_BASE_REF=main CI_MERGE_REQUEST_DIFF_BASE_SHA=origin/main'
    const run = (): ReturnType<Repository['run']> => repository.run('sh', '-c', `${variables}\n${line}`)
    expect(await run()).toMatchObject({ code: 0 })
    await repository.commitMigration('20260303000000_status', unsafe)
    const { code, stdout } = await run()
    expect(code).toBe(1)
    const file = / > (\S+)$/.exec(line)?.[1]
    expect(file === undefined ? stdout : repository.text(file)).toContain('add-column-not-null')
  })

  test('are all here, and keep their reports when something is found', () => {
    expect(lints).toHaveLength(3)
    expect(yamls.find(({ migrations }) => migrations)?.migrations?.artifacts).toEqual({
      when: 'always',
      reports: { codequality: 'migrations.json' },
    })
  })
})

describe('the hooks by hand', () => {
  test.each([
    ['lefthook', 'lefthook.yml', 'pre-commit:\n  commands:'],
    ['pre-commit', '.pre-commit-config.yaml', 'repos:'],
  ])('%s: what init writes', async (name, file, start) => {
    repository = await createRepository()
    await repository.prismaSafe('init', '--hook', name)
    const shown = blocks.find(({ text }) => text.startsWith(start))
    expect(parse(repository.text(file))).toEqual(parse(shown?.text ?? ''))
  })

  test('lint-staged: what init writes', async () => {
    repository = await createRepository()
    await repository.prismaSafe('init', '--hook', 'lint-staged')
    const shown = blocks.find(({ language }) => language === 'json')
    expect(JSON.parse(shown?.text ?? '')['lint-staged']).toEqual(JSON.parse(repository.text('.lintstagedrc.json')))
  })

  test('git and husky: what init writes, but for its comment', async () => {
    repository = await createRepository()
    await repository.prismaSafe('init', '--hook', 'git')
    const written = repository
      .text('.git/hooks/pre-commit')
      .split('\n')
      .filter((line) => !line.startsWith('# '))
    const shown = blocks.find(({ text }) => text.startsWith('#!/bin/sh'))
    expect(written.join('\n')).toBe(shown?.text)
    expect(blocks.some(({ text }) => text === written.slice(1).join('\n'))).toBe(true)
  })
})

describe('a project with a past', () => {
  test('reports only what is new', async () => {
    repository = await createRepository()
    await repository.commitMigration('20260202000000_status', unsafe)
    const [write, read] = (blocks.find(({ text }) => text.includes('--write-baseline'))?.text ?? '').trim().split('\n')
    expect(await repository.run('sh', '-c', read ?? '')).toMatchObject({ code: 2 })
    expect(await repository.run('sh', '-c', write ?? '')).toMatchObject({ code: 0 })
    expect(await repository.run('sh', '-c', read ?? '')).toMatchObject({ code: 0 })
    await repository.commitMigration('20260303000000_more', unsafe.replace('status', 'more'))
    const { code, stdout } = await repository.run('sh', '-c', read ?? '')
    expect(code).toBe(1)
    expect(stdout).toContain('"more"')
    expect(stdout).not.toContain('"status"')
  })

  test('a statement is allowed with its reason', async () => {
    repository = await createRepository()
    const allowed = blocks.find(({ language }) => language === 'sql')?.text ?? ''
    await repository.commitMigration('20260202000000_name', 'ALTER TABLE "User" ADD COLUMN "name" TEXT;\n')
    await repository.commitMigration('20260303000000_drop', allowed)
    expect((await repository.prismaSafe('lint', '--since', 'HEAD~1')).code).toBe(0)
    await repository.commitMigration('20260303000000_drop', allowed.split('\n').slice(1).join('\n'))
    expect((await repository.prismaSafe('lint', '--since', 'HEAD~2')).code).toBe(1)
  })
})
