-- existing table users (id int primary key)
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE users ADD COLUMN age int;
COMMIT;

-- case: nobody uses a new table
CREATE TABLE orders (id int PRIMARY KEY);
ALTER TABLE orders ADD COLUMN note text;
