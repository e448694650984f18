-- existing table users (id int primary key, email text)

-- finds: set-not-null-scans-table
ALTER TABLE users ALTER COLUMN email SET NOT NULL;

-- case: the CHECK is there but nobody validated it
-- before: ALTER TABLE users ADD CONSTRAINT email_set CHECK (email IS NOT NULL) NOT VALID
-- finds: set-not-null-scans-table
ALTER TABLE users ALTER COLUMN email SET NOT NULL;
