-- existing table users (id bigint primary key, email text not null, legacy_code text not null)
ALTER TABLE "users" DROP COLUMN "legacy_code";
