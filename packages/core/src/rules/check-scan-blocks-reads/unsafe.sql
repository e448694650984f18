-- existing table users (id int primary key, age int)

-- finds: check-scan-blocks-reads
ALTER TABLE users ADD CONSTRAINT users_age_check CHECK (age > 0);
