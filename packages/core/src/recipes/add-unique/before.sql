-- existing table users (id bigint primary key, email text not null)
ALTER TABLE "users" ADD CONSTRAINT "users_email_key" UNIQUE ("email");
