-- existing table users (id int primary key, email text)

-- finds: not-valid-check-breaks-updates
ALTER TABLE users ADD CONSTRAINT email_set CHECK (email IS NOT NULL) NOT VALID;
