-- existing table users (id int primary key)
-- transaction: statement
-- finds: set-local-outside-transaction
SET LOCAL lock_timeout = '2s';
ALTER TABLE users ADD COLUMN age int;
