-- existing table events (id int primary key, name varchar(100), payload json, price numeric(10,2))

-- case: a wider number
-- finds: change-column-type-rewrites-table
ALTER TABLE events ALTER COLUMN id TYPE bigint;

-- case: a shorter text
-- finds: change-column-type-rewrites-table
ALTER TABLE events ALTER COLUMN name TYPE varchar(50);

-- case: another form of storage
-- finds: change-column-type-rewrites-table
ALTER TABLE events ALTER COLUMN payload SET DATA TYPE jsonb USING payload::jsonb;

-- case: other decimals
-- finds: change-column-type-rewrites-table
ALTER TABLE events ALTER COLUMN price TYPE numeric(10, 4);
