-- existing table users (id int primary key, email text)

-- finds: unique-constraint-blocks-reads
ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE (email);
