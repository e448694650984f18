-- 20251117093000_grow_up, step 13 of 16, constrain: Add foreign key Order_couponId_fkey to Order for new rows
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE "Order" ADD CONSTRAINT "Order_couponId_fkey" FOREIGN KEY ("couponId") REFERENCES "Coupon"("id") ON DELETE SET NULL ON UPDATE CASCADE NOT VALID;
COMMIT;
