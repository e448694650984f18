// The six patterns and a rename, as each Prisma major writes them: from the edit to the release, on a full database.
import { beforeAll, describe, test } from 'vitest'
import type { PrismaMajor } from '../harness/prisma-cli.ts'
import { carryOut } from './carry-out.ts'
import { addRequired, makeRequired } from './edits-columns.ts'
import { addForeignKey, addIndex } from './edits-keys.ts'
import { rename } from './edits-renames.ts'
import { widenType } from './edits-types.ts'
import { openShop, type Shop } from './shop.ts'

describe.each<PrismaMajor>([6, 7])('Prisma %i', (major) => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop(major)
  })

  for (const edit of [addRequired, rename, widenType, addIndex, addForeignKey, makeRequired])
    test.concurrent(`${edit.name}`, { timeout: 300_000 }, () => carryOut(shop, edit, { everyCommand: true }))
})
