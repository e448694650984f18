-- existing table users (id int primary key, name text)

-- finds: rename-column
ALTER TABLE users RENAME COLUMN name TO full_name;
