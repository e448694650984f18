-- existing table users (id int primary key)
ALTER TABLE users ADD COLUMN age int;
ALTER TABLE users ADD CONSTRAINT users_age_check CHECK (age > 0) NOT VALID;
