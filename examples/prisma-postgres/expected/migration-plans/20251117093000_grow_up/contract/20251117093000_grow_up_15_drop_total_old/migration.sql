-- 20251117093000_grow_up, step 15 of 16, contract: Drop the old values of Order.total and the trigger
BEGIN;
SET LOCAL lock_timeout = '2s';
DROP TRIGGER IF EXISTS "sync_Order_total" ON "Order";
DROP FUNCTION IF EXISTS "sync_Order_total"();
ALTER TABLE "Order" DROP COLUMN "total_old";
COMMIT;
