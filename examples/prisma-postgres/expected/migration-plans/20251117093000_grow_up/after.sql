-- Order.total equals its old values, converted, in every row
-- Expected: 0
SELECT count(*) AS value FROM (SELECT FROM "Order" WHERE ("total" IS DISTINCT FROM "total_old"::bigint AND CASE WHEN "total" IS NULL THEN "total_old" IS NOT NULL WHEN "total" BETWEEN -2147483648 AND 2147483647 THEN "total_old" IS DISTINCT FROM "total"::integer ELSE "total_old" IS NOT NULL END) LIMIT 1000) AS found;

-- Rows of User
-- Expected: the same as before
SELECT count(*) AS value FROM "User";

-- User.name and fullName are equal in every row
-- Expected: 0
SELECT count(*) AS value FROM (SELECT FROM "User" WHERE "fullName" IS DISTINCT FROM "name" LIMIT 1000) AS found;

-- A random sample of User is equal in both columns
-- Expected: 0
SELECT count(*) AS value FROM (SELECT * FROM "User" TABLESAMPLE SYSTEM ((SELECT CASE WHEN reltuples > 2000 THEN 200000 / reltuples ELSE 100 END FROM pg_class WHERE oid = '"User"'::regclass)) LIMIT 1000) AS sampled WHERE "fullName" IS DISTINCT FROM "name";

-- User.country has no NULL
-- Expected: 0
SELECT count(*) AS value FROM (SELECT FROM "User" WHERE "country" IS NULL LIMIT 1000) AS found;

-- Index Order_status_placedAt_idx is valid
-- Expected: 1
SELECT count(*) AS value FROM pg_index WHERE indexrelid = to_regclass('"Order_status_placedAt_idx"') AND indisvalid;

-- Constraint Order_couponId_fkey is valid
-- Expected: 1
SELECT count(*) AS value FROM pg_constraint WHERE conrelid = '"Order"'::regclass AND conname = 'Order_couponId_fkey' AND convalidated;
