-- Undoes: 20251117093000_grow_up, step 14 of 16, constrain: Validate foreign key Order_couponId_fkey of Order for existing rows, without blocking writes
BEGIN;
ALTER TABLE "Order" DROP CONSTRAINT "Order_couponId_fkey";
ALTER TABLE "Order" ADD CONSTRAINT "Order_couponId_fkey" FOREIGN KEY ("couponId") REFERENCES "Coupon"("id") ON DELETE SET NULL ON UPDATE CASCADE NOT VALID;
COMMIT;
