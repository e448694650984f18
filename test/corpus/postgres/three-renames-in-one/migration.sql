-- One word of the domain changes in three tables at once: one plan, nothing lost.
-- existing table "Task" ("id" text primary key, "elements" jsonb)
-- existing table "Run" ("id" text primary key, "elements" jsonb)
-- existing table "Version" ("id" text primary key, "elements" jsonb)
-- rename Task.elements=properties
-- rename Run.elements=properties
-- rename Version.elements=properties
ALTER TABLE "Run" DROP COLUMN "elements",
ADD COLUMN     "properties" JSONB;
ALTER TABLE "Version" DROP COLUMN "elements",
ADD COLUMN     "properties" JSONB;
ALTER TABLE "Task" DROP COLUMN "elements",
ADD COLUMN     "properties" JSONB;
