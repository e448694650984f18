-- existing type storage as enum ('S1', 'S2')
-- existing table buckets (id int primary key, kind storage)

-- case: what a schema tool writes
ALTER TYPE storage ADD VALUE 'S3';
-- finds: enum-value-used-in-same-transaction
ALTER TABLE buckets ALTER COLUMN kind SET DEFAULT 'S3';

-- case: in a row
-- transaction: statement
BEGIN;
ALTER TYPE storage ADD VALUE 'S3';
-- finds: enum-value-used-in-same-transaction
INSERT INTO buckets (id, kind) VALUES (1, 'S3');
COMMIT;
