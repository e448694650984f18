-- existing table users (id serial primary key)

-- finds: serial-is-no-type, change-column-type-rewrites-table
ALTER TABLE users ALTER COLUMN id SET DATA TYPE BIGSERIAL;
