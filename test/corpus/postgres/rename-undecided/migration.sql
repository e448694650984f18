-- The same without anybody's word that it is a rename: nothing may be written.
-- existing table "TeamLink" ("id" serial primary key, "orgId" integer not null, "teamId" integer not null)
ALTER TABLE "TeamLink" DROP COLUMN "orgId",
ADD COLUMN     "organizationId" INTEGER NOT NULL;
