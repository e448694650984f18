-- existing table users (id int primary key, age int)

-- case: one file is one transaction
ALTER TABLE users ADD CONSTRAINT users_age_check CHECK (age > 0) NOT VALID;
-- finds: validate-in-same-transaction
ALTER TABLE users VALIDATE CONSTRAINT users_age_check;

-- case: even one statement
-- finds: validate-in-same-transaction
ALTER TABLE users ADD CONSTRAINT users_age_check CHECK (age > 0) NOT VALID, VALIDATE CONSTRAINT users_age_check;
