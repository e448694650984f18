-- The engine has no way to take a value out of an enum; the tool's dance rewrites the table. Refused, with the reason.
-- existing type "Source" as enum ('API', 'EVAL', 'REVIEW')
-- existing table "Score" ("id" text primary key, "source" "Source" not null default 'API')
BEGIN;
CREATE TYPE "Source_new" AS ENUM ('API', 'EVAL');
ALTER TABLE "Score" ALTER COLUMN "source" DROP DEFAULT;
ALTER TABLE "Score" ALTER COLUMN "source" TYPE "Source_new" USING ("source"::text::"Source_new");
ALTER TYPE "Source" RENAME TO "Source_old";
ALTER TYPE "Source_new" RENAME TO "Source";
DROP TYPE "Source_old";
ALTER TABLE "Score" ALTER COLUMN "source" SET DEFAULT 'API';
COMMIT;
