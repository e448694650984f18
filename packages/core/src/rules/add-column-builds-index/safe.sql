-- existing table users (id int primary key)
ALTER TABLE users ADD COLUMN email text;

-- case: the index in a file of its own
-- existing table users (id int primary key, email text)
CREATE UNIQUE INDEX CONCURRENTLY users_email_key ON users (email);
