-- existing table users (id int primary key)
DO $$ BEGIN
  ALTER TABLE users ADD COLUMN tenant int;
END $$;
