-- A folder that says rename, SQL that drops and adds, and NOT NULL without a default: fails on the first row, loses every value.
-- existing table "TeamLink" ("id" serial primary key, "orgId" integer not null, "teamId" integer not null)
-- rename TeamLink.orgId=organizationId
ALTER TABLE "TeamLink" DROP COLUMN "orgId",
ADD COLUMN     "organizationId" INTEGER NOT NULL;
