-- existing table users (id int primary key, email text)
CREATE INDEX CONCURRENTLY users_email_idx ON users (email);
