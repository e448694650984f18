-- existing table users (id int primary key, email text)
CREATE INDEX CONCURRENTLY users_email_idx ON users (email);

-- case: a table of the same migration has no rows
CREATE TABLE orders (id int PRIMARY KEY, user_id int);
CREATE INDEX orders_user_id_idx ON orders (user_id);
