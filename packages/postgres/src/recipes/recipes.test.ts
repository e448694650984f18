// Every recipe tried on PostgreSQL by its folder.
import { describeRecipe, ruleFolders } from '@migration-planner/core/testing'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { loadPostgres } from '../engine.ts'

const engine = await loadPostgres()
const here = dirname(fileURLToPath(import.meta.url))
const folders = ruleFolders(join(here, '../../../core/src/recipes'))

for (const folder of folders) describeRecipe(folder, engine)

test('every recipe has a folder of its name', () => {
  expect(engine.recipes.map(({ id }) => id).toSorted()).toEqual(
    folders.map((folder) => folder.slice(folder.lastIndexOf('/') + 1)).toSorted(),
  )
})
