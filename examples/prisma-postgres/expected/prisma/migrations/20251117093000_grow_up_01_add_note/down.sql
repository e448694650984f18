-- Undoes: 20251117093000_grow_up, step 1 of 16, expand: Add Order.note; Add total_new beside Order.total and keep both equal
BEGIN;
SET LOCAL lock_timeout = '2s';
DROP TRIGGER IF EXISTS "sync_Order_total" ON "Order";
DROP FUNCTION IF EXISTS "sync_Order_total"();
ALTER TABLE "Order" DROP COLUMN "total_new";
ALTER TABLE "Order" DROP COLUMN "note";
COMMIT;
