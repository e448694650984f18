-- existing table users (id int primary key)

-- finds: transaction-left-open
BEGIN;
ALTER TABLE users ADD COLUMN age int;
