-- existing table users (id int primary key, email text)

-- finds: if-not-exists-hides-invalid-index
CREATE INDEX CONCURRENTLY IF NOT EXISTS users_email_idx ON users (email);
