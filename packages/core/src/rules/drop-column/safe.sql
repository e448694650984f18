-- existing table users (id int primary key, email text NOT NULL)
ALTER TABLE users ALTER COLUMN email DROP NOT NULL;

-- case: a table of the same migration
CREATE TABLE drafts (id int PRIMARY KEY, body text);
ALTER TABLE drafts DROP COLUMN body;

-- case: allowed, with the reason
-- migration-planner: allow drop-column (unused since v42)
ALTER TABLE users DROP COLUMN email;

-- case: a column of the same migration
ALTER TABLE users ADD COLUMN scratch text;
ALTER TABLE users DROP COLUMN scratch;
