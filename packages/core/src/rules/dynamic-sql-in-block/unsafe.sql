-- existing table users (id int primary key)

-- finds: dynamic-sql-in-block
DO $$
DECLARE name text;
BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = 'public' LOOP
    EXECUTE 'ALTER TABLE ' || quote_ident(name) || ' ADD COLUMN tenant int';
  END LOOP;
END $$;
