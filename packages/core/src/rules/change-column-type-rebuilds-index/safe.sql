-- existing table users (id int primary key, name varchar(50))
-- existing index users_name_idx on users (name)
ALTER TABLE users ALTER COLUMN name TYPE text;
