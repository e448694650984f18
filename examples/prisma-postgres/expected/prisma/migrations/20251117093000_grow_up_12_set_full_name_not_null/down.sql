-- Undoes: 20251117093000_grow_up, step 12 of 16, constrain: Make User.fullName NOT NULL: the check proves it, so no row is read
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE "User" ADD CONSTRAINT "User_fullName_not_null_check" CHECK ("fullName" IS NOT NULL) NOT VALID;
ALTER TABLE "User" VALIDATE CONSTRAINT "User_fullName_not_null_check";
ALTER TABLE "User" ALTER COLUMN "fullName" DROP NOT NULL;
COMMIT;
