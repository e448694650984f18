-- existing table users (id int primary key, status text not null default 'active')

-- finds: drop-default-breaks-running-code
ALTER TABLE users ALTER COLUMN status DROP DEFAULT;

-- case: added with a default, only to take it away at once
ALTER TABLE users ADD COLUMN plan text NOT NULL DEFAULT 'free';
-- finds: drop-default-breaks-running-code
ALTER TABLE users ALTER COLUMN plan DROP DEFAULT;
