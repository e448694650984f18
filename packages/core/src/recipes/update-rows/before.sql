-- existing table users (id bigint primary key, email text not null, plan text)
-- rows users=5000000
UPDATE "users" SET "plan" = 'free' WHERE "plan" IS NULL;
