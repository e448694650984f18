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

test.concurrent.each([...columnEdits, ...renameEdits, ...typeEdits, ...keyEdits, everythingAtOnce])('$name', (edit) =>
  carryOut(shop, edit),
)
