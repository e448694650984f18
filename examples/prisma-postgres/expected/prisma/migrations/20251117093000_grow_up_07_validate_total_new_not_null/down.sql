-- Undoes: 20251117093000_grow_up, step 7 of 16, constrain: Check existing rows of Order.total_new for NULL, without blocking anybody
BEGIN;
ALTER TABLE "Order" DROP CONSTRAINT "Order_total_new_not_null_check";
ALTER TABLE "Order" ADD CONSTRAINT "Order_total_new_not_null_check" CHECK ("total_new" IS NOT NULL) NOT VALID;
COMMIT;
