-- existing table users (id int primary key)
-- existing table orders (id int primary key)
ALTER TABLE orders ADD COLUMN user_id int;

-- case: a table that references itself is one table
-- existing table nodes (id int primary key)
ALTER TABLE nodes ADD COLUMN parent_id int REFERENCES nodes (id);
