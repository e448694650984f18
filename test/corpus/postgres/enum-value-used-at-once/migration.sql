-- Added and used in one transaction: refused by the server, 55P04. Two files make it work.
-- existing type "Source" as enum ('API', 'EVAL')
-- existing table "Score" ("id" text primary key, "source" "Source" not null default 'API')
ALTER TYPE "Source" ADD VALUE 'ANNOTATION';
ALTER TABLE "Score" ALTER COLUMN "source" SET DEFAULT 'ANNOTATION';
