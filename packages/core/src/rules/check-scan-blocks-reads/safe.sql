-- existing table users (id int primary key, age int)
ALTER TABLE users ADD CONSTRAINT users_age_check CHECK (age > 0) NOT VALID;

-- case: the second file
-- before: ALTER TABLE users ADD CONSTRAINT users_age_check CHECK (age > 0) NOT VALID
ALTER TABLE users VALIDATE CONSTRAINT users_age_check;
