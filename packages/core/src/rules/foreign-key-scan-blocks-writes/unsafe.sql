-- existing table users (id int primary key)
-- existing table orders (id int primary key, user_id int)

-- finds: foreign-key-scan-blocks-writes
ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id);
