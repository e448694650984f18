-- existing table users (id int primary key)
-- transaction: statement
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE users ADD COLUMN age int;
COMMIT;
