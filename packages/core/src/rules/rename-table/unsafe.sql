-- existing table users (id int primary key)

-- finds: rename-table
ALTER TABLE users RENAME TO accounts;
