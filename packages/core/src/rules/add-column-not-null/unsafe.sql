-- existing table users (id int primary key, email text)

-- finds: add-column-not-null
ALTER TABLE users ADD COLUMN status text NOT NULL;

-- case: in capitals, as Prisma writes it
-- existing table "User" ("id" text primary key)
-- finds: add-column-not-null
ALTER TABLE "User" ADD COLUMN "updatedAt" TIMESTAMP(3) NOT NULL;

-- case: inside a block
-- finds: add-column-not-null
DO $$ BEGIN ALTER TABLE users ADD COLUMN status text NOT NULL; END $$;
