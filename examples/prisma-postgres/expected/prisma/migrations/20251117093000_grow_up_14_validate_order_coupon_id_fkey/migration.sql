-- 20251117093000_grow_up, step 14 of 16, constrain: Validate foreign key Order_couponId_fkey of Order for existing rows, without blocking writes
ALTER TABLE "Order" VALIDATE CONSTRAINT "Order_couponId_fkey";
