-- existing table users (id int primary key, name text)
ALTER TABLE users ADD COLUMN full_name text;
INSERT INTO users (id, name) VALUES (1, 'root');
UPDATE users SET full_name = 'root' WHERE id = 1;

-- case: the lock is on a table that nobody knows yet
CREATE TABLE archive (id int PRIMARY KEY, name text);
ALTER TABLE archive ADD COLUMN at timestamptz;
INSERT INTO archive (id, name) SELECT id, name FROM users;
