// Edits of indexes, unique constraints and foreign keys; and all at once.
import { edited, shopBefore } from './application.ts'
import { fixtureEdit, renamed, type SchemaEdit } from './schema-edit.ts'

export const addIndex: SchemaEdit = fixtureEdit('add-index', {
  finds: ['index-build-blocks-writes'],
  meant: `CREATE INDEX "Order_status_placedAt_idx" ON "Order" (status, "placedAt")`,
})

export const addForeignKey: SchemaEdit = fixtureEdit('add-relation', {
  finds: ['foreign-key-scan-blocks-writes'],
  meant: `ALTER TABLE "Order" ADD CONSTRAINT "Order_couponId_fkey" FOREIGN KEY ("couponId") REFERENCES "Coupon" (id) ON DELETE SET NULL ON UPDATE CASCADE`,
})

export const keyEdits: readonly SchemaEdit[] = [
  fixtureEdit('add-unique', {
    finds: ['index-build-blocks-writes'],
    meant: `CREATE UNIQUE INDEX "User_phone_key" ON "User" (phone)`,
  }),
  fixtureEdit('add-relation-new-column', {
    finds: ['foreign-key-scan-blocks-writes'],
    meant: `ALTER TABLE "Product" ADD COLUMN "categoryId" integer;
      ALTER TABLE "Product" ADD CONSTRAINT "Product_categoryId_fkey" FOREIGN KEY ("categoryId") REFERENCES "Category" (id) ON DELETE SET NULL ON UPDATE CASCADE`,
    shape: { Product: { categoryId: { value: () => '1', optional: true } } },
  }),
  fixtureEdit('drop-index', { finds: ['index-drop-blocks-reads'], meant: `DROP INDEX "Order_placedAt_idx"` }),
]

export const everythingAtOnce: SchemaEdit = {
  ...fixtureEdit('everything-at-once', {
    flags: ['--rename', 'User.name=fullName', '--fill', `User.country='unknown'`],
    finds: [
      'add-column-not-null',
      'change-column-type-rewrites-table',
      'foreign-key-scan-blocks-writes',
      'index-build-blocks-writes',
      'possible-rename',
    ],
    meant: `ALTER TABLE "User" RENAME COLUMN name TO "fullName"; ALTER TABLE "User" ADD COLUMN bio text;
      ALTER TABLE "User" ADD COLUMN country text NOT NULL DEFAULT 'unknown'; ALTER TABLE "User" ALTER COLUMN country DROP DEFAULT;
      ${widenAndRelate()}`,
    agree: { User: `name IS NOT DISTINCT FROM "fullName" AND country IN ('unknown', 'France')` },
  }),
  newShape: edited(edited(shopBefore, renamed('User', 'name', 'fullName')), {
    User: { bio: { value: () => `'bio'`, optional: true }, country: { value: () => `'France'` } },
  }),
}

function widenAndRelate(): string {
  return `ALTER TABLE "Product" ALTER COLUMN price TYPE bigint; ${addIndex.meant}; ${addForeignKey.meant}`
}
