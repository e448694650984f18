-- existing table users (id int primary key)

-- finds: missing-lock-timeout
ALTER TABLE users ADD COLUMN age int;

-- case: nought is without end
SET lock_timeout = 0;
-- finds: missing-lock-timeout
ALTER TABLE users ADD COLUMN age int;
