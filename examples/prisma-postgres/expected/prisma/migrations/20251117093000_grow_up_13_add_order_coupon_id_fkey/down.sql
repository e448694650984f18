-- Undoes: 20251117093000_grow_up, step 13 of 16, constrain: Add foreign key Order_couponId_fkey to Order for new rows
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE "Order" DROP CONSTRAINT "Order_couponId_fkey";
COMMIT;
