-- existing table users (id int primary key, name text)
-- existing index users_name_idx on users (name)

-- finds: change-column-type-rebuilds-index
ALTER TABLE users ALTER COLUMN name TYPE text COLLATE "C";
