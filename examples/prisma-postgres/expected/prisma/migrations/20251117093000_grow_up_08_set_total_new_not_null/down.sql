-- Undoes: 20251117093000_grow_up, step 8 of 16, constrain: Make Order.total_new NOT NULL: the check proves it, so no row is read
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE "Order" ADD CONSTRAINT "Order_total_new_not_null_check" CHECK ("total_new" IS NOT NULL) NOT VALID;
ALTER TABLE "Order" VALIDATE CONSTRAINT "Order_total_new_not_null_check";
ALTER TABLE "Order" ALTER COLUMN "total_new" DROP NOT NULL;
COMMIT;
