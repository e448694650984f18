-- What a careful person makes of grow_up by hand: the rename is a rename, country has a value. It runs, and it stops the shop.
BEGIN;

ALTER TABLE "Order" ADD COLUMN     "note" TEXT,
ALTER COLUMN "total" SET DATA TYPE BIGINT;

ALTER TABLE "User" RENAME COLUMN "name" TO "fullName";
ALTER TABLE "User" ADD COLUMN     "country" TEXT NOT NULL DEFAULT 'DE';
ALTER TABLE "User" ALTER COLUMN "country" DROP DEFAULT;

CREATE INDEX "Order_status_placedAt_idx" ON "Order"("status", "placedAt");

ALTER TABLE "Order" ADD CONSTRAINT "Order_couponId_fkey" FOREIGN KEY ("couponId") REFERENCES "Coupon"("id") ON DELETE SET NULL ON UPDATE CASCADE;

COMMIT;
