-- 20251117093000_grow_up, step 3 of 16, expand: Build index Order_status_placedAt_idx on Order while everybody goes on writing
CREATE INDEX CONCURRENTLY "Order_status_placedAt_idx" ON "Order" ("status", "placedAt");
