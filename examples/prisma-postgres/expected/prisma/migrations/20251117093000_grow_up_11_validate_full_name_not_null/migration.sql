-- 20251117093000_grow_up, step 11 of 16, constrain: Check existing rows of User.fullName for NULL, without blocking anybody
ALTER TABLE "User" VALIDATE CONSTRAINT "User_fullName_not_null_check";
