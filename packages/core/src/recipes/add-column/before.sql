-- existing table users (id bigint primary key, email text not null)
-- rows users=5000000
-- fill users.status='active'
-- fill users.handle=lower(email)
ALTER TABLE "users" ADD COLUMN "status" TEXT NOT NULL,
ADD COLUMN "handle" TEXT NOT NULL,
ADD COLUMN "token" UUID NOT NULL DEFAULT gen_random_uuid();
