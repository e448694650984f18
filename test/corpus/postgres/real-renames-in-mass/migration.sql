-- Real renames, every one over in a moment, every one of a table or column breaking the application that runs; renames of indexes and constraints break nobody.
-- existing table "Project" ("id" text primary key, "ownerId" text not null, "settings" jsonb not null)
-- existing index "Project_ownerId_idx" on "Project" ("ownerId")
ALTER TABLE "Project" RENAME COLUMN "ownerId" TO "holderId";
ALTER INDEX "Project_ownerId_idx" RENAME TO "Project_holderId_idx";
