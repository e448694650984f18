-- existing table users (id int primary key)
-- existing table orders (id int primary key, user_id int)
ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;

-- case: a table of the same migration has no rows to check
-- existing table users (id int primary key)
CREATE TABLE payments (id int PRIMARY KEY, user_id int);
ALTER TABLE payments ADD CONSTRAINT payments_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id);
