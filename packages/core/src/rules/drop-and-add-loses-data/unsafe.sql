-- existing table users (id int primary key, score text)

-- finds: drop-and-add-loses-data
ALTER TABLE users DROP COLUMN score, ADD COLUMN score int;
