-- 20251117093000_grow_up, step 7 of 16, constrain: Check existing rows of Order.total_new for NULL, without blocking anybody
ALTER TABLE "Order" VALIDATE CONSTRAINT "Order_total_new_not_null_check";
