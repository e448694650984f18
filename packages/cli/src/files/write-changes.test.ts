import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { recoverChanges, writeChanges } from './write-changes.ts'

let root: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'write-changes-'))
  put('migrations/1_a/migration.sql', 'original')
  put('schema.prisma', 'model A')
})

afterEach(() => rmSync(root, { recursive: true, force: true }))

function put(path: string, text: string): void {
  mkdirSync(dirname(join(root, path)), { recursive: true })
  writeFileSync(join(root, path), text)
}

/** Every file with its content, and every empty folder. */
function tree(folder = ''): Readonly<Record<string, string>> {
  return Object.assign(
    {},
    ...readdirSync(join(root, folder), { withFileTypes: true }).map((entry) => {
      const path = join(folder, entry.name)
      if (!entry.isDirectory()) return { [path]: readFileSync(join(root, path), 'utf8') }
      const inside = tree(path)
      return Object.keys(inside).length === 0 ? { [`${path}/`]: '' } : inside
    }),
  )
}

const changes = [
  { path: 'migrations/1_a/migration.sql', before: 'original', after: undefined },
  { path: 'migrations/1_a_1_add/migration.sql', before: undefined, after: 'first' },
  { path: 'migrations/1_a_2_drop/migration.sql', before: undefined, after: 'second' },
  { path: 'schema.prisma', before: 'model A', after: 'model A edited' },
]

describe('writeChanges', () => {
  test('writes, edits and removes, and takes the emptied folder away', () => {
    writeChanges(root, changes)
    expect(tree()).toEqual({
      'migrations/1_a_1_add/migration.sql': 'first',
      'migrations/1_a_2_drop/migration.sql': 'second',
      'schema.prisma': 'model A edited',
    })
  })

  test.each([
    ['changed', () => put('schema.prisma', 'somebody else was here')],
    ['gone', () => rmSync(join(root, 'schema.prisma'))],
    ['in the way', () => put('migrations/1_a_2_drop/migration.sql', 'mine')],
  ])('writes nothing where a file is %s meanwhile', (_, meanwhile) => {
    meanwhile()
    const before = tree()
    expect(() => writeChanges(root, changes)).toThrow(/nothing was written/)
    expect(tree()).toEqual(before)
  })

  test('puts everything back where one file cannot be placed', () => {
    // A file stands where a folder would have to be.
    put('plans', 'a file')
    const before = tree()
    expect(() => writeChanges(root, [...changes, { path: 'plans/1_a/PLAN.md', before: undefined, after: 'plan' }])).toThrow(
      /as it was/,
    )
    expect(tree()).toEqual(before)
  })

  test('two runs do not write at the same time', () => {
    mkdirSync(join(root, '.migration-planner.tmp'))
    writeFileSync(join(root, '.migration-planner.tmp', 'owner'), '1')
    const before = tree()
    expect(() => writeChanges(root, changes)).toThrow(/Another run/)
    expect(tree()).toEqual(before)
  })
})

describe('recoverChanges', () => {
  // A real process is killed at every rename: the next command finds the project as it was.
  test.each([1, 2, 3, 4, 5, 6])('puts the project back after a kill at rename %i', async (at) => {
    const before = tree()
    const script = join(root, 'killed.mjs')
    writeFileSync(
      script,
      `import fs from 'node:fs'
      import { syncBuiltinESMExports } from 'node:module'
      const rename = fs.renameSync
      let count = 0
      // The first rename claims the work folder.
      fs.renameSync = (...args) => { if (count++ === ${at}) process.kill(process.pid, 'SIGKILL'); rename(...args) }
      syncBuiltinESMExports()
      const { writeChanges } = await import(${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'write-changes.ts')).href)})
      writeChanges(${JSON.stringify(root)}, ${JSON.stringify(changes)})`,
    )
    const child = spawn(
      process.execPath,
      ['--conditions=@migration-planner/source', '--import', import.meta.resolve('tsx'), script],
      { stdio: 'ignore' },
    )
    const [, signal] = await once(child, 'exit')
    rmSync(script)
    expect(signal).toBe(at > 5 ? null : 'SIGKILL')
    if (at > 5) return
    const said: string[] = []
    await recoverChanges(root, (line) => said.push(line))
    expect(said).toHaveLength(1)
    expect(tree()).toEqual(before)
    expect(existsSync(join(root, '.migration-planner.tmp'))).toBe(false)
  })

  test('leaves the work of a living process alone', async () => {
    mkdirSync(join(root, '.migration-planner.tmp'))
    writeFileSync(join(root, '.migration-planner.tmp', 'owner'), String(process.ppid))
    await recoverChanges(root, () => undefined)
    expect(existsSync(join(root, '.migration-planner.tmp'))).toBe(true)
  })
})
