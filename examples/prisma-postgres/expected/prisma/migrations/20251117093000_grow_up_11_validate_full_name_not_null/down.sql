-- Undoes: 20251117093000_grow_up, step 11 of 16, constrain: Check existing rows of User.fullName for NULL, without blocking anybody
BEGIN;
ALTER TABLE "User" DROP CONSTRAINT "User_fullName_not_null_check";
ALTER TABLE "User" ADD CONSTRAINT "User_fullName_not_null_check" CHECK ("fullName" IS NOT NULL) NOT VALID;
COMMIT;
