// Edits that rename a column, which Prisma always writes as a drop and an add.
import { fixtureEdit, lineEdit, renamed, type SchemaEdit } from './schema-edit.ts'

const alike = (table: string, one: string, other: string) => ({ [table]: `"${one}" IS NOT DISTINCT FROM "${other}"` })

/** The plain one: required, without a default. */
export const rename: SchemaEdit = fixtureEdit('rename-column', {
  flags: ['--rename', 'User.name=fullName'],
  finds: ['add-column-not-null', 'possible-rename'],
  meant: `ALTER TABLE "User" RENAME COLUMN name TO "fullName"`,
  shape: renamed('User', 'name', 'fullName'),
  agree: alike('User', 'name', 'fullName'),
})

export const renameEdits: readonly SchemaEdit[] = [
  lineEdit(
    { '  phone     String?': '  telephone String?' },
    {
      name: 'rename a column that may be NULL',
      flags: ['--rename', 'User.phone=telephone'],
      finds: ['possible-rename'],
      meant: `ALTER TABLE "User" RENAME COLUMN phone TO telephone`,
      shape: renamed('User', 'phone', 'telephone'),
      agree: alike('User', 'phone', 'telephone'),
    },
  ),
  lineEdit(
    { '  email     String   @unique': '  mail      String   @unique' },
    {
      name: 'rename a unique column',
      flags: ['--rename', 'User.email=mail'],
      finds: ['add-column-not-null', 'index-build-blocks-writes', 'index-drop-blocks-reads', 'possible-rename'],
      meant: `ALTER TABLE "User" RENAME COLUMN email TO mail; ALTER INDEX "User_email_key" RENAME TO "User_mail_key"`,
      shape: renamed('User', 'email', 'mail'),
      agree: alike('User', 'email', 'mail'),
    },
  ),
  fixtureEdit('rename-column-with-index', {
    flags: ['--rename', 'Order.placedAt=orderedAt'],
    finds: ['index-build-blocks-writes', 'index-drop-blocks-reads', 'possible-rename'],
    meant: `ALTER TABLE "Order" RENAME COLUMN "placedAt" TO "orderedAt"; ALTER INDEX "Order_placedAt_idx" RENAME TO "Order_orderedAt_idx"`,
    shape: renamed('Order', 'placedAt', 'orderedAt'),
    agree: alike('Order', 'placedAt', 'orderedAt'),
  }),
  fixtureEdit('rename-column-with-relation', {
    flags: ['--rename', 'Order.userId=customerId'],
    finds: [
      'add-column-not-null',
      'foreign-key-scan-blocks-writes',
      'index-build-blocks-writes',
      'index-drop-blocks-reads',
      'possible-rename',
    ],
    meant: `ALTER TABLE "Order" RENAME COLUMN "userId" TO "customerId"; ALTER INDEX "Order_userId_idx" RENAME TO "Order_customerId_idx";
      ALTER TABLE "Order" RENAME CONSTRAINT "Order_userId_fkey" TO "Order_customerId_fkey"`,
    shape: renamed('Order', 'userId', 'customerId'),
    agree: alike('Order', 'userId', 'customerId'),
  }),
  lineEdit(
    { '  name      String\n': '  name      String   @map("full_name")\n' },
    {
      name: 'rename a column and keep the name of the field',
      flags: ['--rename', 'User.name=full_name'],
      finds: ['add-column-not-null', 'possible-rename'],
      meant: `ALTER TABLE "User" RENAME COLUMN name TO full_name`,
      shape: renamed('User', 'name', 'full_name'),
      agree: alike('User', 'name', 'full_name'),
    },
  ),
  lineEdit(
    { '  quantity  Int         @default(1)': '  pieces    Int         @default(1)' },
    {
      name: 'rename a column with a default',
      flags: ['--rename', 'Order.quantity=pieces'],
      finds: ['possible-rename'],
      meant: `ALTER TABLE "Order" RENAME COLUMN quantity TO pieces`,
      shape: renamed('Order', 'quantity', 'pieces'),
      agree: alike('Order', 'quantity', 'pieces'),
    },
  ),
]
