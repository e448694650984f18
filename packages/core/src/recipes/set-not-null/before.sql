-- existing table users (id bigint primary key, nickname text)
-- rows users=5000000
UPDATE "users" SET "nickname" = '' WHERE "nickname" IS NULL;
ALTER TABLE "users" ALTER COLUMN "nickname" SET NOT NULL;
