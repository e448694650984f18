-- A column, its values and its NOT NULL in one transaction: the table is closed while every row is written.
-- existing table "User" ("id" serial primary key, "email" text not null)
ALTER TABLE "User" ADD COLUMN "domain" TEXT;
UPDATE "User" SET "domain" = split_part("email", '@', 2);
ALTER TABLE "User" ALTER COLUMN "domain" SET NOT NULL;
