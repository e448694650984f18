-- existing table users (id int primary key, name varchar(50) check (name <> ''))

-- finds: change-column-type-scans-table
ALTER TABLE users ALTER COLUMN name TYPE varchar(100);
