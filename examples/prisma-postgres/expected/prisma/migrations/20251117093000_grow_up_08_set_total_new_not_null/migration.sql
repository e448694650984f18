-- 20251117093000_grow_up, step 8 of 16, constrain: Make Order.total_new NOT NULL: the check proves it, so no row is read
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE "Order" ALTER COLUMN "total_new" SET NOT NULL;
ALTER TABLE "Order" DROP CONSTRAINT "Order_total_new_not_null_check";
COMMIT;
