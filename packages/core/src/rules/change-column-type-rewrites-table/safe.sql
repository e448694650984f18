-- existing table events (id int primary key, name varchar(100), title varchar(20), price numeric(10,2))
ALTER TABLE events ALTER COLUMN name TYPE text;
ALTER TABLE events ALTER COLUMN title TYPE varchar(200);
ALTER TABLE events ALTER COLUMN price TYPE numeric(12, 2);
