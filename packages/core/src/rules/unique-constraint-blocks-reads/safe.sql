-- existing table users (id int primary key, email text)
-- existing unique index users_email_key on users (email)
ALTER TABLE users ADD CONSTRAINT users_email_key UNIQUE USING INDEX users_email_key;
