-- existing table users (id int primary key)
-- existing table orders (id int primary key)

-- finds: add-column-locks-other-table
ALTER TABLE orders ADD COLUMN user_id int REFERENCES users (id);
