-- existing table users (id int primary key, email text)
-- Alone in its file.
CREATE INDEX CONCURRENTLY users_email_idx ON users (email);

-- case: sent one by one
-- transaction: statement
ALTER TABLE users ADD COLUMN name text;
CREATE INDEX CONCURRENTLY users_email_idx ON users (email);
