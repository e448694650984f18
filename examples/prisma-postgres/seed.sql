-- 200,000 rows for the shop before it grows up, the same ones every time.
BEGIN;

INSERT INTO "Category" ("name")
SELECT 'Category ' || n FROM generate_series(1, 20) AS n;

INSERT INTO "Product" ("sku", "title", "price", "categoryId")
SELECT 'SKU-' || lpad(n::text, 6, '0'), 'Product ' || n, 199 + n * 37 % 20000, 1 + n % 20
FROM generate_series(1, 4980) AS n;

INSERT INTO "Coupon" ("code", "percentOff")
SELECT 'SAVE-' || n, 5 + n % 4 * 5 FROM generate_series(1, 1000) AS n;

INSERT INTO "User" ("email", "name", "phone", "createdAt")
SELECT 'user' || n || '@example.com',
       (ARRAY['Ada', 'Bao', 'Chidi', 'Dana', 'Elif', 'Femi'])[1 + n % 6] || ' ' || (ARRAY['Adams', 'Berg', 'Cruz', 'Dlamini', 'Eto'])[1 + n % 5],
       CASE WHEN n % 3 = 0 THEN '49' || (1500000000 + n) END,
       timestamp '2025-03-05' + n * interval '9 minutes'
FROM generate_series(1, 40000) AS n;

INSERT INTO "Order" ("status", "userId", "productId", "quantity", "total", "couponId", "placedAt")
SELECT (ARRAY['PENDING', 'PAID', 'SHIPPED', 'SHIPPED', 'SHIPPED', 'CANCELLED'])[1 + n % 6]::"OrderStatus",
       1 + n * 7919 % 40000,
       1 + n * 1009 % 4980,
       1 + n % 4,
       500 + n * 31 % 50000,
       CASE WHEN n % 10 = 0 THEN 1 + n / 10 % 1000 END,
       timestamp '2025-03-06' + n * interval '150 seconds'
FROM generate_series(1, 154000) AS n;

COMMIT;

ANALYZE;
