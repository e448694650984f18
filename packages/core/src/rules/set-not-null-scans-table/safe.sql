-- existing table users (id int primary key, email text, constraint email_set check (email is not null))
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
ALTER TABLE users DROP CONSTRAINT email_set;
