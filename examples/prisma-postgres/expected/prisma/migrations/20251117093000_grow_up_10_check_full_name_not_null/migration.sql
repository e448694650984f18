-- 20251117093000_grow_up, step 10 of 16, constrain: Check new rows of User.fullName for NULL
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE "User" ADD CONSTRAINT "User_fullName_not_null_check" CHECK ("fullName" IS NOT NULL) NOT VALID;
COMMIT;
