// Edits that change a column's type.
import { uuid } from './application.ts'
import { fixtureEdit, type SchemaEdit } from './schema-edit.ts'

const beyondInteger = 3_000_000_000

export const widenType: SchemaEdit = fixtureEdit('int-to-bigint', {
  finds: ['change-column-type-rewrites-table'],
  meant: `ALTER TABLE "Product" ALTER COLUMN price TYPE bigint`,
  shape: { Product: { price: { value: (n) => `${beyondInteger + n}` } } },
})

export const typeEdits: readonly SchemaEdit[] = [
  fixtureEdit('primary-key-int-to-bigint', {
    finds: [
      'change-column-type-rewrites-table',
      'foreign-key-scan-blocks-writes',
      'primary-key-blocks-reads',
      'serial-is-no-type',
    ],
    meant: `ALTER TABLE "User" ALTER COLUMN id TYPE bigint; ALTER SEQUENCE "User_id_seq" AS bigint; ALTER TABLE "Order" ALTER COLUMN "userId" TYPE bigint`,
    originalRefused: 'type "bigserial" does not exist',
  }),
  fixtureEdit('varchar-narrowing', {
    finds: ['change-column-type-rewrites-table'],
    meant: `ALTER TABLE "Product" ALTER COLUMN sku TYPE varchar(32)`,
  }),
  fixtureEdit('string-to-uuid', {
    finds: ['drop-and-add-loses-data'],
    meant: `ALTER TABLE "Order" ALTER COLUMN reference TYPE uuid USING reference::uuid`,
    shape: { Order: { reference: { value: uuid, optional: true } } },
  }),
  fixtureEdit('enum-remove-value', {
    prepare: `UPDATE "Order" SET status = 'PAID' WHERE status = 'CANCELLED'`,
    finds: ['type-swap-rewrites-table'],
    meant: `CREATE TYPE "OrderStatus_new" AS ENUM ('PENDING', 'PAID', 'SHIPPED');
      ALTER TABLE "Order" ALTER COLUMN status DROP DEFAULT, ALTER COLUMN status TYPE "OrderStatus_new" USING status::text::"OrderStatus_new";
      DROP TYPE "OrderStatus"; ALTER TYPE "OrderStatus_new" RENAME TO "OrderStatus"; ALTER TABLE "Order" ALTER COLUMN status SET DEFAULT 'PENDING'`,
  }),
  fixtureEdit('string-to-enum', {
    finds: ['drop-and-add-loses-data'],
    meant: `CREATE TYPE "Channel" AS ENUM ('web', 'store', 'phone');
      ALTER TABLE "Order" ALTER COLUMN channel DROP DEFAULT, ALTER COLUMN channel TYPE "Channel" USING channel::"Channel";
      ALTER TABLE "Order" ALTER COLUMN channel SET DEFAULT 'web'`,
    shape: { Order: { channel: { value: () => `'store'`, optional: true } } },
  }),
]
