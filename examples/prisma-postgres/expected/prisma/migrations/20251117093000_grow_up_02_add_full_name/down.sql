-- Undoes: 20251117093000_grow_up, step 2 of 16, expand: Add fullName beside User.name and keep both equal; Add User.country with a default that fills existing rows without touching them
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE "User" DROP COLUMN "country";
DROP TRIGGER IF EXISTS "sync_User_name_fullName" ON "User";
DROP FUNCTION IF EXISTS "sync_User_name_fullName"();
ALTER TABLE "User" ALTER COLUMN "name" SET NOT NULL;
ALTER TABLE "User" DROP COLUMN "fullName";
COMMIT;
