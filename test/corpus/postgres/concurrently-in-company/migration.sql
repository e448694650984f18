-- The author knew about CONCURRENTLY and not about the transaction: it fails beside any other statement.
-- existing table "Order" ("id" serial primary key, "placedAt" timestamp(3) not null)
ALTER TABLE "Order" ADD COLUMN "note" TEXT;
CREATE INDEX CONCURRENTLY "Order_placedAt_idx" ON "Order"("placedAt");
