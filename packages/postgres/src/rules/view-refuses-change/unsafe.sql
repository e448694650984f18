-- existing table users (id int primary key, name varchar(50))
-- existing view names as select id, name from users

-- finds: view-refuses-change
ALTER TABLE users ALTER COLUMN name TYPE text;
