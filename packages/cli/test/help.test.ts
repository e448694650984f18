import { afterAll, describe, expect, test } from 'vitest'
import { makeProject } from './project.ts'

const project = makeProject()
afterAll(() => project.remove())

const commands = [
  [],
  ['lint'],
  ['plan'],
  ['rewrite'],
  ['verify'],
  ['release'],
  ['migrate'],
  ['migrate', 'dev'],
  ['migrate', 'deploy'],
  ['migrate', 'status'],
  ['validate'],
  ['rollback'],
  ['sync'],
  ['status'],
  ['init'],
  ['rules'],
  ['explain'],
]

describe('--help', () => {
  test.each(commands.map((command) => ({ command, name: ['prisma-safe', ...command].join(' ') })))(
    '$name',
    async ({ command }) => {
      const { code, stdout, stderr } = await project.run(...command, '--help')
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
      await expect(stdout).toMatchFileSnapshot(`help/${command.length === 0 ? 'index' : command.join('-')}.txt`)
    },
  )

  test('every command has a golden', async () => {
    const { stdout } = await project.run('--help')
    const list = stdout.slice(stdout.indexOf('Commands:'), stdout.indexOf('\n\n', stdout.indexOf('Commands:')))
    const names = Array.from(list.matchAll(/^ {2}(\w+)/gm), ([, name]) => name)
    expect(names).toEqual(expect.arrayContaining(commands.flatMap(([name]) => name ?? [])))
    expect(names.every((name) => commands.some(([known]) => known === name))).toBe(true)
  })

  test('--version', async () => {
    expect(await project.run('--version')).toEqual({ code: 0, stdout: '1.2.3\n', stderr: '' })
  })

  test('no command: the help on standard error, exit 2', async () => {
    const { code, stdout, stderr } = await project.run()
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' })
    expect(stderr).toContain('--help')
  })
})
