// Edits that add, require and drop columns and tables.
import { uuid } from './application.ts'
import { fixtureEdit, lineEdit, type SchemaEdit } from './schema-edit.ts'

const country = (value: string): readonly string[] => ['--fill', `User.country=${value}`]

/** A required column: rows that are there get a value, and so do those that the old application still writes. */
export const addRequired: SchemaEdit = fixtureEdit('add-required-column', {
  flags: country(`'unknown'`),
  finds: ['add-column-not-null'],
  meant: `ALTER TABLE "User" ADD COLUMN country text NOT NULL DEFAULT 'unknown'; ALTER TABLE "User" ALTER COLUMN country DROP DEFAULT`,
  shape: { User: { country: { value: () => `'France'` } } },
  agree: { User: `country IN ('unknown', 'France')` },
})

/** A column that is NULL in one row of three is required from now on. */
export const makeRequired: SchemaEdit = fixtureEdit('make-required', {
  flags: ['--fill', `User.phone='none'`],
  finds: ['set-not-null-scans-table'],
  meant: `UPDATE "User" SET phone = 'none' WHERE phone IS NULL; ALTER TABLE "User" ALTER COLUMN phone SET NOT NULL`,
  notUndone: `UPDATE "User" SET phone = 'none' WHERE phone IS NULL`,
  shape: { User: { phone: { value: (n) => `'${n}'` } } },
})

export const columnEdits: readonly SchemaEdit[] = [
  fixtureEdit('add-required-column', {
    name: 'a required column, filled from another one',
    flags: country('upper(name)'),
    finds: ['add-column-not-null'],
    meant: `ALTER TABLE "User" ADD COLUMN country text; UPDATE "User" SET country = upper(name); ALTER TABLE "User" ALTER COLUMN country SET NOT NULL`,
    shape: { User: { country: { value: () => `'France'` } } },
    agree: { User: `country = 'France' OR country LIKE 'NAME %'` },
  }),
  fixtureEdit('drop-column', {
    finds: ['drop-column'],
    meant: `ALTER TABLE "User" DROP COLUMN phone`,
    shape: { User: { phone: undefined } },
  }),
  lineEdit(
    { '  title      String\n': '' },
    {
      name: 'drop a required column',
      finds: ['drop-column'],
      meant: `ALTER TABLE "Product" DROP COLUMN title`,
      shape: { Product: { title: undefined } },
    },
  ),
  fixtureEdit('drop-model', { finds: ['drop-table'], meant: `DROP TABLE "Category"`, shape: { Category: undefined } }),
  fixtureEdit('add-uuid-default-column', {
    finds: ['add-column-rewrites-table'],
    meant: `ALTER TABLE "User" ADD COLUMN "publicId" uuid NOT NULL DEFAULT gen_random_uuid()`,
    shape: { User: { publicId: { value: uuid, optional: true } } },
    unpredictable: [{ table: { schema: undefined, name: 'User' }, column: 'publicId' }],
  }),
]
