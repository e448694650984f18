-- Milliseconds go, nanoseconds come: the values must not be copied. Asked about, never assumed.
-- existing table "Event" ("id" text primary key, "durationInMs" integer not null default 0)
ALTER TABLE "Event" DROP COLUMN "durationInMs",
ADD COLUMN     "duration" BIGINT NOT NULL DEFAULT 0;
