-- existing table users (id bigint primary key, name varchar(100) not null default '')
-- rows users=5000000
-- rename users.name=full_name
ALTER TABLE "users" DROP COLUMN "name",
ADD COLUMN "full_name" VARCHAR(100) NOT NULL DEFAULT '';
