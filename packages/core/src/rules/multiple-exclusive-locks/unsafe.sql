-- existing table users (id int primary key)
-- existing table orders (id int primary key)

ALTER TABLE users ADD COLUMN age int;
-- finds: multiple-exclusive-locks
ALTER TABLE orders ADD COLUMN note text;
