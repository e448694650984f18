// Schema-edit cases: what is deployed, what is released, and the SQL that leads from the earlier schema to both.
import type { Schema } from '@migration-planner/core'
import { column, foreignKey, index, nullable, schemaOf, serial, table, withDefault } from './schema-builder.ts'

/** `fixtures/<name>` holds the earlier schema file, and the one that the team wrote. */
export interface SchemaCase {
  readonly name: string
  readonly deployed: Schema
  readonly released: Schema
  /** From the earlier schema to `deployed`. */
  readonly deploySql: string
  /** From `deployed` to `released`. */
  readonly releaseSql: string
}

const id = column('id', 'integer')
const serialId = column('id', 'integer', serial)

function renameColumn(): SchemaCase {
  const created = column('created_at', 'timestamp(3) without time zone', withDefault('CURRENT_TIMESTAMP'))
  const email = column('email', 'text')
  const old = column('name', 'character varying(80)', nullable)
  const fresh = column('full_name', 'character varying(80)', nullable)
  const loosened = [
    column('nick', 'text', nullable),
    column('seenAt', 'timestamp(3) without time zone', nullable),
    column('visits', 'integer', nullable),
  ]
  const unique = index('users', ['email'], { unique: true })
  const byFullName = index('users', ['full_name'])
  return {
    name: 'rename-column',
    deployed: schemaOf([
      table('users', [serialId, email, old, created, ...loosened, fresh], {
        indexes: [unique, index('users', ['name']), byFullName],
      }),
    ]),
    released: schemaOf([table('users', [serialId, email, created, fresh], { indexes: [unique, byFullName] })]),
    deploySql: `
      ALTER TABLE "users" ADD COLUMN "full_name" VARCHAR(80);
      ALTER TABLE "users" ALTER COLUMN "name" DROP NOT NULL, ALTER COLUMN "nick" DROP NOT NULL,
        ALTER COLUMN "seenAt" DROP NOT NULL, ALTER COLUMN "seenAt" DROP DEFAULT,
        ALTER COLUMN "visits" DROP NOT NULL, ALTER COLUMN "visits" DROP DEFAULT;
      CREATE INDEX "users_full_name_idx" ON "users" ("full_name");`,
    releaseSql: 'ALTER TABLE "users" DROP COLUMN "name", DROP COLUMN "nick", DROP COLUMN "seenAt", DROP COLUMN "visits";',
  }
}

function dropRelation(): SchemaCase {
  const author = foreignKey('Post', ['authorId'], 'Writer', { onDelete: 'restrict' })
  const users = table('Writer', [id])
  const [authorId, reviewerId] = [column('authorId', 'integer'), column('reviewerId', 'integer', nullable)]
  return {
    name: 'drop-relation',
    deployed: schemaOf([
      users,
      table('Post', [id, authorId, reviewerId], {
        constraints: [author, foreignKey('Post', ['reviewerId'], 'Writer')],
        indexes: [index('Post', ['reviewerId', 'authorId'])],
      }),
    ]),
    released: schemaOf([users, table('Post', [id, authorId], { constraints: [author] })]),
    deploySql: '',
    releaseSql: 'ALTER TABLE "Post" DROP COLUMN "reviewerId";',
  }
}

function dropTable(): SchemaCase {
  const users = table('Recipient', [id])
  const notifications = table(
    'notifications',
    [
      serialId,
      column('channel', '"Channel"', withDefault(`'text-message'::"Channel"`)),
      column('title', 'text', nullable),
      column('body', 'jsonb', nullable),
      column('user_id', 'integer'),
    ],
    {
      constraints: [foreignKey('notifications', ['user_id'], 'Recipient', { onDelete: 'cascade' })],
      indexes: [
        index('notifications', ['title'], { unique: true, name: 'one_title' }),
        index('notifications', ['user_id', 'channel'], {
          keys: [
            { column: 'user_id', descending: false },
            { column: 'channel', descending: true },
          ],
        }),
      ],
    },
  )
  return {
    name: 'drop-table',
    deployed: schemaOf([users, notifications], { Channel: ['EMAIL', 'text-message'] }),
    released: schemaOf([users]),
    deploySql: '',
    releaseSql: 'DROP TABLE "notifications"; DROP TYPE "Channel";',
  }
}

function notNullAndDefault(): SchemaCase {
  const total = column('total', 'numeric(10,2)')
  return {
    name: 'not-null-and-default',
    deployed: schemaOf([
      table('Order', [id, column('status', 'text', nullable), total, column('region', 'text', withDefault("'it''s, EU'"))]),
    ]),
    released: schemaOf([table('Order', [id, column('status', 'text'), total, column('region', 'text')])]),
    deploySql: `ALTER TABLE "Order" ADD COLUMN "region" TEXT NOT NULL DEFAULT 'it''s, EU';`,
    releaseSql: 'ALTER TABLE "Order" ALTER COLUMN "status" SET NOT NULL, ALTER COLUMN "region" DROP DEFAULT;',
  }
}

function keys(): SchemaCase {
  const columns = [id, column('slug', 'text'), column('owner', 'text'), column('kind', 'text')]
  const owner = index('Account', ['owner'], { unique: true })
  return {
    name: 'keys',
    deployed: schemaOf([
      table('Account', columns, {
        indexes: [
          index('Account', ['slug'], { unique: true }),
          index('Account', ['owner', 'kind'], { unique: true, name: 'owner_kind' }),
          index('Account', ['kind'], { method: 'hash' }),
        ],
      }),
    ]),
    released: schemaOf([table('Account', columns, { indexes: [owner] })]),
    deploySql: '',
    releaseSql: `
      DROP INDEX "Account_slug_key"; DROP INDEX "owner_kind"; DROP INDEX "Account_kind_idx";
      CREATE UNIQUE INDEX "Account_owner_key" ON "Account" ("owner");`,
  }
}

function enumValue(): SchemaCase {
  const member = (value: string) => table('Member', [id, column('role', '"Role"', withDefault(`'${value}'`))])
  return {
    name: 'enum-value',
    deployed: schemaOf([member('USER')], { Role: ['USER', 'GUEST', 'ADMIN'] }),
    released: schemaOf([member('USER')], { Role: ['USER', 'ADMIN'] }),
    deploySql: `ALTER TABLE "Member" ALTER COLUMN "role" SET DEFAULT 'USER';`,
    releaseSql: `
      CREATE TYPE "Role_new" AS ENUM ('USER', 'ADMIN');
      ALTER TABLE "Member" ALTER COLUMN "role" DROP DEFAULT, ALTER COLUMN "role" TYPE "Role_new" USING ("role"::text::"Role_new");
      DROP TYPE "Role";
      ALTER TYPE "Role_new" RENAME TO "Role";
      ALTER TABLE "Member" ALTER COLUMN "role" SET DEFAULT 'USER';`,
  }
}

function changeType(): SchemaCase {
  return {
    name: 'change-type',
    deployed: schemaOf([
      table('Item', [
        serialId,
        column('price', 'double precision', nullable),
        column('code', 'character varying(12)'),
        column('id_new', 'bigint', nullable),
        column('price_new', 'numeric(12,2)', nullable),
      ]),
    ]),
    released: schemaOf([
      table('Item', [column('id', 'bigint', serial), column('price', 'numeric(12,2)'), column('code', 'character(12)')]),
    ]),
    deploySql: `
      ALTER TABLE "Item" ADD COLUMN "id_new" BIGINT, ADD COLUMN "price_new" DECIMAL(12,2), ALTER COLUMN "price" DROP NOT NULL;`,
    releaseSql: `
      ALTER TABLE "Item" DROP COLUMN "price", DROP COLUMN "id_new", ALTER COLUMN "id" TYPE BIGINT;
      ALTER TABLE "Item" RENAME COLUMN "price_new" TO "price";
      ALTER TABLE "Item" ALTER COLUMN "price" SET NOT NULL, ALTER COLUMN "code" TYPE CHAR(12);`,
  }
}

function windows(): SchemaCase {
  const title = column('product_title', 'text', withDefault(`'a "quoted" // title'`))
  const tags = column('tags', 'text[]', nullable)
  return {
    name: 'windows',
    deployed: schemaOf([table('Product', [id, title, column('weight', 'integer', nullable), tags])]),
    released: schemaOf([table('Product', [id, title, tags])]),
    deploySql: '',
    releaseSql: 'ALTER TABLE "Product" DROP COLUMN "weight";',
  }
}

/** Everything has to be made up from the catalog: nobody has an earlier version. */
function noHistory(): SchemaCase {
  const order = table(
    'order_lines',
    [
      serialId,
      column('2nd-price', 'numeric', nullable),
      column('size', '"Size"', withDefault(`'x-large'::"Size"`)),
      column('at', 'timestamp(6) with time zone', withDefault('now()')),
      column('token', 'uuid', withDefault('gen_random_uuid()')),
      column('flags', 'boolean[]', nullable),
      column('search', 'tsvector', nullable),
      column('ratio', 'real', withDefault('0.5')),
      column('ok', 'boolean', withDefault('false')),
      column('count', 'bigint', withDefault("'-1'::integer")),
      column('person', 'integer', nullable),
      column('other', 'integer'),
    ],
    {
      constraints: [
        foreignKey('order_lines', ['person'], 'Person', { name: 'to_person', onUpdate: 'no action' }),
        foreignKey('order_lines', ['other'], 'order_lines', { onDelete: 'cascade' }),
      ],
    },
  )
  return {
    name: 'no-history',
    deployed: schemaOf([table('Person', [id, column('nick-name', 'character varying', nullable)]), order], {
      Size: ['small', 'x-large'],
    }),
    released: schemaOf([table('Person', [id])]),
    deploySql: `
      CREATE TYPE "Size" AS ENUM ('small', 'x-large');
      ALTER TABLE "Person" ADD COLUMN "nick-name" VARCHAR;
      CREATE TABLE "order_lines" (
        "id" SERIAL PRIMARY KEY, "2nd-price" NUMERIC, "size" "Size" NOT NULL DEFAULT 'x-large', "at" TIMESTAMPTZ NOT NULL DEFAULT now(),
        "token" UUID NOT NULL DEFAULT gen_random_uuid(), "flags" BOOLEAN[], "search" TSVECTOR, "ratio" REAL NOT NULL DEFAULT 0.5,
        "ok" BOOLEAN NOT NULL DEFAULT false, "count" BIGINT NOT NULL DEFAULT -1, "person" INTEGER, "other" INTEGER NOT NULL,
        CONSTRAINT "to_person" FOREIGN KEY ("person") REFERENCES "Person" ("id") ON DELETE SET NULL,
        CONSTRAINT "order_lines_other_fkey" FOREIGN KEY ("other") REFERENCES "order_lines" ("id") ON DELETE CASCADE ON UPDATE CASCADE);`,
    releaseSql: 'ALTER TABLE "Person" DROP COLUMN "nick-name"; DROP TABLE "order_lines"; DROP TYPE "Size";',
  }
}

/** A schema folder of several files, one of which is gone. */
function folder(): SchemaCase {
  const [phone, teamId] = [column('phone', 'text', nullable), column('teamId', 'integer', nullable)]
  return {
    name: 'folder',
    deployed: schemaOf([
      table('Player', [id, phone, teamId], { constraints: [foreignKey('Player', ['teamId'], 'Team')] }),
      table('Team', [id]),
    ]),
    released: schemaOf([table('Player', [id])]),
    deploySql: '',
    releaseSql: 'ALTER TABLE "Player" DROP COLUMN "phone", DROP COLUMN "teamId"; DROP TABLE "Team";',
  }
}

export const schemaCases: readonly SchemaCase[] = [
  renameColumn(),
  dropRelation(),
  dropTable(),
  notNullAndDefault(),
  keys(),
  enumValue(),
  changeType(),
  windows(),
  noHistory(),
  folder(),
]
