-- existing table users (id int primary key)

-- finds: add-column-scans-table
ALTER TABLE users ADD COLUMN age int CHECK (age > 0);
