-- existing table users (id int primary key)
-- existing table orders (id int primary key, user_id int constraint orders_user_id_fkey references users (id))
-- existing view active_users as select id from users

-- finds: drop-table, cascade-drops-unseen-objects
DROP TABLE users CASCADE;
