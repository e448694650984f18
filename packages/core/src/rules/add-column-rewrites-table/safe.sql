-- existing table users (id int primary key, email text)
ALTER TABLE users ADD COLUMN active boolean NOT NULL DEFAULT true;
ALTER TABLE users ADD COLUMN seen_at timestamptz NOT NULL DEFAULT now();
ALTER TABLE users ADD COLUMN settings jsonb DEFAULT '{}'::jsonb;

-- case: the default of new rows only
ALTER TABLE users ADD COLUMN token uuid;
ALTER TABLE users ALTER COLUMN token SET DEFAULT gen_random_uuid();
