-- Some thousand rows each, so that a scan shows in the statistics.
INSERT INTO countries SELECT n FROM generate_series(0, 2000) AS n;
INSERT INTO users (id, name, short, amount, free, born, late, seen, woken, spent, feeling, payload, document, uid, bits, flags, network, paper, tags, small, age, big, ratio, fixed,
  checked, loosely, counted, computed, partly, unique_short, proved, unproved, maybe, country_id, referenced)
SELECT n, n, n, n, n, '2024-01-01'::timestamp + n * interval '1 minute', '2024-01-01', '2024-01-01', '10:00', '1 hour', 'glad', '{}', '{}',
  md5(n::text)::uuid, '10101010', '1010', '10.0.0.0/8', '<a/>', ARRAY['a'], 1, n, n, 1.5, 'a', n, n, n, n, n, n, n, n, n, n, n
FROM generate_series(1, 2000) AS n;
INSERT INTO orders (user_id, referring, total) SELECT n, n, n FROM generate_series(1, 2000) AS n;
INSERT INTO loose SELECT n, n, n FROM generate_series(1, 2000) AS n;
INSERT INTO keyless SELECT n, n FROM generate_series(1, 2000) AS n;
INSERT INTO measures SELECT n, n, n FROM generate_series(1, 2000) AS n;
