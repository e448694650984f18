-- Undoes: 20251117093000_grow_up, step 6 of 16, constrain: Check new rows of Order.total_new for NULL
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE "Order" DROP CONSTRAINT "Order_total_new_not_null_check";
COMMIT;
