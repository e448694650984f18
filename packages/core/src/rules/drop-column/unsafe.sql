-- existing table users (id int primary key, email text, legacy_name text)
-- existing index users_legacy_name_idx on users (legacy_name)

-- finds: drop-column
ALTER TABLE users DROP COLUMN email;
-- finds: drop-column
ALTER TABLE users DROP COLUMN legacy_name;
