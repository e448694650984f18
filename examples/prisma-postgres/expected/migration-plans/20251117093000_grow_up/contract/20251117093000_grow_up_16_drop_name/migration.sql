-- 20251117093000_grow_up, step 16 of 16, contract: Drop User.name and the trigger; Drop the default of User.country, which only the old application needed
BEGIN;
SET LOCAL lock_timeout = '2s';
DROP TRIGGER IF EXISTS "sync_User_name_fullName" ON "User";
DROP FUNCTION IF EXISTS "sync_User_name_fullName"();
ALTER TABLE "User" DROP COLUMN "name";
ALTER TABLE "User" ALTER COLUMN "country" DROP DEFAULT;
COMMIT;
