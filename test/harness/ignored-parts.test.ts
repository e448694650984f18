// What a schema file must say so that Prisma sees no drift while the old half of a change is still in the database.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { sharedPostgres } from './postgres.ts'
import { createPrismaProject, type PrismaProject } from './prisma-project.ts'

const SHOP = `
model User {
  id     Int     @id @default(autoincrement())
  phone  String?
  nick   String? @unique
  orders Order[]

  @@index([phone])
}

model Order {
  id     Int   @id @default(autoincrement())
  userId Int
  user   User  @relation(fields: [userId], references: [id])

  @@index([userId])
}
`

// A renamed foreign key column between expand and contract: both columns, both constraints.
const EXPAND = `
ALTER TABLE "Order" ALTER COLUMN "userId" DROP NOT NULL, ADD COLUMN "customerId" INTEGER;
CREATE INDEX "Order_customerId_idx" ON "Order"("customerId");
ALTER TABLE "Order" ADD CONSTRAINT "Order_customerId_fkey" FOREIGN KEY ("customerId") REFERENCES "User"("id")
  ON DELETE RESTRICT ON UPDATE CASCADE NOT VALID;
`

const expanded = (oldRelation: string) =>
  SHOP.replace('orders Order[]', 'orders Order[]\n  ordersByUserId Order[] @relation("userId") @ignore')
    .replace('userId Int\n', 'userId Int? @ignore\n')
    .replace(/ {2}user .*/, `  user User? @relation("userId", ${oldRelation}) @ignore`)
    .replace('@@index([userId])', '@@index([userId])\n  @@index([customerId])')
    .replace(
      '  user User?',
      '  customerId Int?\n  customer User? @relation(fields: [customerId], references: [id], onDelete: Restrict)\n  user User?',
    )

const IGNORED_MODEL = SHOP.replace('@@index([userId])', '@@index([userId])\n  @@ignore')

describe('Prisma 7', () => {
  let project: PrismaProject

  beforeAll(async () => {
    const server = await sharedPostgres()
    project = await createPrismaProject({ major: 7, schema: SHOP, databaseUrl: await server.createDatabase() })
    await project.createOnly('init')
  })
  afterAll(() => project.dispose())

  test.each([
    [
      'an ignored field keeps its unique constraint and its index',
      (shop: string) => shop.replaceAll(/(phone|nick) .*/g, '$& @ignore'),
    ],
    ['an ignored scalar keeps the foreign key of its relation', (shop: string) => shop.replace('userId Int', '$& @ignore')],
    ['so does an ignored relation', (shop: string) => shop.replace('references: [id])', '$& @ignore')],
    [
      'an ignored model keeps its table when the fields that point to it are ignored',
      () => IGNORED_MODEL.replace('orders Order[]', '$& @ignore'),
    ],
  ])('%s', async (_fact, edit) => {
    project.writeSchema(edit(SHOP))
    expect(await project.drift()).toMatchObject({ code: 0 })
  })

  test('a field that points to an ignored model must be ignored', async () => {
    project.writeSchema(IGNORED_MODEL)
    expect((await project.prisma('validate')).stderr).toContain('must specify the `@ignore` attribute')
  })

  test('without its relation an ignored scalar loses the foreign key', async () => {
    project.writeSchema(SHOP.replace('userId Int', '$& @ignore').replace(/ {2}(user|orders) .*\n/g, ''))
    expect(await project.drift()).toMatchObject({ code: 2, text: expect.stringContaining('Removed foreign key') })
  })

  test('both halves of a renamed relation stand side by side, the old one with its onDelete spelt out', async () => {
    project.writeMigration('20990101000000_expand', EXPAND)
    project.writeSchema(expanded('fields: [userId], references: [id], onDelete: Restrict'))
    expect(await project.drift()).toMatchObject({ code: 0 })
    // The relation is optional now, and the default of those is SetNull.
    project.writeSchema(expanded('fields: [userId], references: [id]'))
    expect(await project.drift()).toMatchObject({ code: 2 })
  })
})
