-- USING … AT TIME ZONE rewrites each table and each of its indexes.
-- existing table "Session" ("id" text primary key, "startedAt" timestamp(3) not null default current_timestamp)
-- existing index "Session_startedAt_idx" on "Session" ("startedAt" desc)
ALTER TABLE "Session" ALTER COLUMN "startedAt" SET DATA TYPE TIMESTAMPTZ(3) USING "startedAt" AT TIME ZONE 'UTC';
