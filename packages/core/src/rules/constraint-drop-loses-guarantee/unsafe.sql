-- existing table users (id int primary key)
-- existing table orders (id int primary key, user_id int constraint orders_user_id_fkey references users (id))

-- finds: constraint-drop-loses-guarantee
ALTER TABLE orders DROP CONSTRAINT orders_user_id_fkey;
