-- existing table users (id int primary key, score varchar(10))
ALTER TABLE users ADD COLUMN score int;
