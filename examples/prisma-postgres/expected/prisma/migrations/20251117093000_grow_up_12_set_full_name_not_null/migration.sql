-- 20251117093000_grow_up, step 12 of 16, constrain: Make User.fullName NOT NULL: the check proves it, so no row is read
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE "User" ALTER COLUMN "fullName" SET NOT NULL;
ALTER TABLE "User" DROP CONSTRAINT "User_fullName_not_null_check";
COMMIT;
