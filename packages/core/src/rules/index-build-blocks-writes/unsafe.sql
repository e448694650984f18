-- existing table users (id int primary key, email text)

-- finds: index-build-blocks-writes
CREATE INDEX users_email_idx ON users (email);

-- case: unique, partial
-- finds: index-build-blocks-writes
CREATE UNIQUE INDEX "users_email_key" ON "users" ("email") WHERE email IS NOT NULL;

-- case: inside a block
-- finds: index-build-blocks-writes
DO $$ BEGIN CREATE INDEX users_email_idx ON users (email); END $$;
