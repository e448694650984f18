-- existing table users (id int primary key, name varchar(50), age int check (age > 0))
-- The CHECK stands on another column.
ALTER TABLE users ALTER COLUMN name TYPE varchar(100);
