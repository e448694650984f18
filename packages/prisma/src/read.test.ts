// The history as Prisma sees it, and the folders that it and we refuse.
import { describe, expect, test } from 'vitest'
import type { Found } from '@migration-planner/core'
import { type Files, projectWith } from '../test/disk-project.ts'
import { read, readFile } from './read.ts'

const found: Found = { engine: 'postgresql', migrations: 'prisma/migrations', details: {} }

function history(files: Files): Promise<readonly string[]> {
  const placed = Object.fromEntries(Object.entries(files).map(([file, text]) => [`prisma/migrations/${file}`, text]))
  return read(projectWith(placed), found).then((migrations) => migrations.map(({ id }) => id))
}

describe('read', () => {
  test('folders in Prisma’s order; files beside and inside them are no migrations', async () => {
    const files = ['b', '20260102000000_b', '_hidden', '.dot', '20260101000000_a', 'A'].map((name) => [
      `${name}/migration.sql`,
      'SELECT 1;',
    ])
    const ids = await history({
      ...Object.fromEntries(files),
      'migration_lock.toml': '',
      'README.md': '',
      'b/down.sql': '',
      'b/more/x.sql': '',
    })
    expect(ids).toEqual(['_hidden', '.dot', '20260101000000_a', '20260102000000_b', 'A', 'b'])
  })

  test('no folder, no migrations', async () => {
    expect(await history({})).toEqual([])
  })

  test('a folder without migration.sql stops us as it stops Prisma', async () => {
    const reading = history({ '20260101000000_a/down.sql': '' })
    await expect(reading).rejects.toMatchObject({ name: 'UsageError', place: 'prisma/migrations/20260101000000_a' })
  })

  test('Prisma 8’s format is recognised', async () => {
    await expect(history({ 'a/ops.json': '{}', 'a/migration.ts': '' })).rejects.toThrow(
      'migration of Prisma 8, which is not supported yet',
    )
  })

  test('a file alone is called as its folder', () => {
    expect(readFile({ path: 'prisma/migrations/1_a/migration.sql', text: '' })).toMatchObject({ id: '1_a', transaction: 'file' })
    expect(readFile({ path: 'scratch.sql', text: '' }).id).toBe('scratch.sql')
  })
})
