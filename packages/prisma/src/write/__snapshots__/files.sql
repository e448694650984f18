-- 20260303120000_rename_name, step 1 of 5, expand: Add fullName beside name
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE "User" ADD COLUMN "fullName" TEXT;
SELECT 1 -- as written
;
COMMIT;

-- Undoes: 20260303120000_rename_name, step 1 of 5, expand: Add fullName beside name
-- loses data: what was written to fullName
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE "User" DROP COLUMN "fullName";
COMMIT;

-- 20260303120000_rename_name, step 2 of 5, backfill: Copy name
DO $$ BEGIN COMMIT; END $$;

-- Undoes: 20260303120000_rename_name, step 2 of 5, backfill: Copy name
-- nothing to do

-- 20260303120000_rename_name, step 3 of 5, constrain: Build an index
CREATE INDEX CONCURRENTLY "i" ON "User" ("fullName");

-- Undoes: 20260303120000_rename_name, step 3 of 5, constrain: Build an index
DROP INDEX CONCURRENTLY "i";

-- 20260303120000_rename_name, step 4 of 5, contract: Drop the trigger
BEGIN;
SELECT 1;
COMMIT;

-- Undoes: 20260303120000_rename_name, step 4 of 5, contract: Drop the trigger
-- irreversible: only a backup has it

-- 20260303120000_rename_name, step 5 of 5, contract: Drop name
BEGIN;
ALTER TABLE "User" DROP COLUMN "name";
COMMIT;

-- Undoes: 20260303120000_rename_name, step 5 of 5, contract: Drop name
BEGIN;
SELECT 2;
COMMIT;
