-- existing table users (id int primary key, email text)
-- existing index users_email_idx on users (email)
DROP INDEX CONCURRENTLY users_email_idx;

-- case: an index of a table of the same migration
CREATE TABLE orders (id int PRIMARY KEY, user_id int);
CREATE INDEX orders_user_id_idx ON orders (user_id);
DROP INDEX orders_user_id_idx;
