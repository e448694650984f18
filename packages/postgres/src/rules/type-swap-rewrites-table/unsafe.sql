-- existing type source as enum ('API', 'REVIEW', 'MANUAL')
-- existing table scores (id int primary key, source source not null)

-- transaction: statement
BEGIN;
CREATE TYPE source_new AS ENUM ('API', 'MANUAL');
-- finds: type-swap-rewrites-table
ALTER TABLE scores ALTER COLUMN source TYPE source_new USING (source::text::source_new);
ALTER TYPE source RENAME TO source_old;
ALTER TYPE source_new RENAME TO source;
DROP TYPE source_old;
COMMIT;
