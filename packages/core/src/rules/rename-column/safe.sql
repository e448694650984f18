-- existing table users (id int primary key, name text)
-- existing index users_name_idx on users (name)
-- Nobody's queries name an index or a constraint.
ALTER INDEX users_name_idx RENAME TO idx_users_name;
ALTER TABLE users RENAME CONSTRAINT users_pkey TO users_key;

-- case: a table of the same migration
CREATE TABLE drafts (id int PRIMARY KEY, body text);
ALTER TABLE drafts RENAME COLUMN body TO content;

-- case: a column of the same migration
ALTER TABLE users ADD COLUMN nick text;
ALTER TABLE users RENAME COLUMN nick TO nickname;
