-- existing table users (id int primary key)

-- finds: add-column-builds-index
ALTER TABLE users ADD COLUMN email text UNIQUE;
