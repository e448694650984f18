-- existing table users (id int primary key)
BEGIN;
ALTER TABLE users ADD COLUMN age int;
COMMIT;
