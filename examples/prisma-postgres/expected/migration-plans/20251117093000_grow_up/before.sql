-- Rows of Order
-- Expected: written down, to compare after
SELECT count(*) AS value FROM "Order";

-- Every value of Order.total converts to bigint
-- Expected: 0
SELECT 0 AS value;

-- Rows of User
-- Expected: written down, to compare after
SELECT count(*) AS value FROM "User";

-- Every row of Order has its parent in Coupon
-- Expected: 0
SELECT count(*) AS value FROM (SELECT FROM "Order" AS child WHERE child."couponId" IS NOT NULL AND NOT EXISTS (SELECT FROM "Coupon" AS parent WHERE parent."id" = child."couponId") LIMIT 1000) AS found;
