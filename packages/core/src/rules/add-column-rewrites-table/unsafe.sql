-- existing table users (id int primary key, email text)
-- existing domain positive as int check (value > 0)

-- case: a default that differs for each row
-- finds: add-column-rewrites-table
ALTER TABLE users ADD COLUMN token uuid NOT NULL DEFAULT gen_random_uuid();

-- case: a counter
-- finds: add-column-rewrites-table
ALTER TABLE users ADD COLUMN number serial;

-- case: an identity
-- finds: add-column-rewrites-table
ALTER TABLE users ADD COLUMN number bigint GENERATED ALWAYS AS IDENTITY;

-- case: a stored generated column
-- finds: add-column-rewrites-table
ALTER TABLE users ADD COLUMN search text GENERATED ALWAYS AS (lower(email)) STORED;
