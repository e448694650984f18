// Further edits, with the newest Prisma: from the edit to the release, on a full database.
import { beforeAll, test } from 'vitest'
import { carryOut } from './carry-out.ts'
import { columnEdits } from './edits-columns.ts'
import { everythingAtOnce, keyEdits } from './edits-keys.ts'
import { renameEdits } from './edits-renames.ts'
import { typeEdits } from './edits-types.ts'
import { openShop, type Shop } from './shop.ts'

let shop: Shop
beforeAll(async () => {
  shop = await openShop(7)
})

for (const edit of [...columnEdits, ...renameEdits, ...typeEdits, ...keyEdits, everythingAtOnce])
  test.concurrent(`${edit.name}`, { timeout: 300_000 }, () => carryOut(shop, edit))
