-- existing table users (id int primary key, name varchar(50), nickname varchar(20))
-- existing view names as select id, name from users
-- The view does not read this column.
ALTER TABLE users ALTER COLUMN nickname TYPE text;

-- case: out of the way and back
BEGIN;
DROP VIEW names;
ALTER TABLE users ALTER COLUMN name TYPE text;
CREATE VIEW names AS SELECT id, name FROM users;
COMMIT;
