-- A rename with its unique index and a foreign key that points to another table afterwards.
-- existing table "Team" ("id" serial primary key)
-- existing table "Organization" ("id" serial primary key)
-- existing table "Directory" ("id" serial primary key, "orgId" integer, constraint "Directory_orgId_fkey" foreign key ("orgId") references "Team" ("id") on delete cascade on update cascade)
-- existing unique index "Directory_orgId_key" on "Directory" ("orgId")
-- rename Directory.orgId=organizationId
ALTER TABLE "Directory" DROP CONSTRAINT "Directory_orgId_fkey";
DROP INDEX "Directory_orgId_key";
ALTER TABLE "Directory" DROP COLUMN "orgId",
ADD COLUMN     "organizationId" INTEGER;
CREATE UNIQUE INDEX "Directory_organizationId_key" ON "Directory"("organizationId");
ALTER TABLE "Directory" ADD CONSTRAINT "Directory_organizationId_fkey" FOREIGN KEY ("organizationId") REFERENCES "Organization"("id") ON DELETE CASCADE ON UPDATE CASCADE;
