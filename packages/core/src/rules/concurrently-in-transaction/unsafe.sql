-- existing table users (id int primary key, email text, name text)

-- case: a file of two statements
-- finds: concurrently-in-transaction
CREATE INDEX CONCURRENTLY users_email_idx ON users (email);
-- finds: concurrently-in-transaction
CREATE INDEX CONCURRENTLY users_name_idx ON users (name);

-- case: between BEGIN and COMMIT
-- existing index users_name_idx on users (name)
-- transaction: statement
BEGIN;
-- finds: concurrently-in-transaction
DROP INDEX CONCURRENTLY users_name_idx;
COMMIT;

-- case: inside a block
-- finds: concurrently-in-transaction
DO $$ BEGIN CREATE INDEX CONCURRENTLY users_email_idx ON users (email); END $$;
