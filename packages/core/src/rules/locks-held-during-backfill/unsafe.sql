-- existing table users (id int primary key, name text)

-- case: the classic
ALTER TABLE users ADD COLUMN full_name text;
-- finds: locks-held-during-backfill
UPDATE users SET full_name = name;

-- case: rows copied into a new table, while another is locked
ALTER TABLE users ADD COLUMN archived boolean;
CREATE TABLE archive (id int PRIMARY KEY, name text);
-- finds: locks-held-during-backfill
INSERT INTO archive (id, name) SELECT id, name FROM users;
