-- existing table users (id int primary key)
-- existing table orders (id int primary key)
ALTER TABLE users ADD COLUMN age int;
ALTER TABLE users ADD COLUMN email text;

-- case: each commits by itself
-- transaction: statement
ALTER TABLE users ADD COLUMN age int;
ALTER TABLE orders ADD COLUMN note text;
