-- existing table users (id int primary key)
-- existing table orders (id int primary key, user_id int, placed_at timestamptz)
-- existing index orders_user_id_idx on orders (user_id, placed_at)
ALTER TABLE orders ADD CONSTRAINT orders_user_id_fkey FOREIGN KEY (user_id) REFERENCES users (id) NOT VALID;

-- case: the index comes later in the migration
CREATE TABLE payments (id int PRIMARY KEY, user_id int REFERENCES users (id));
CREATE INDEX payments_user_id_idx ON payments (user_id);
