-- 20251117093000_grow_up, step 4 of 16, backfill: Fill Order.total_new of existing rows, batch by batch
DO $$
#variable_conflict use_column
DECLARE
  batch_start_1 "Order"."id"%TYPE;
  batch_end_1 "Order"."id"%TYPE;
  last_key_1 "Order"."id"%TYPE;
  changed bigint;
  total bigint := 0;
  attempt integer;
  failure text;
BEGIN
  SELECT "id" INTO batch_start_1 FROM "Order" ORDER BY "id" LIMIT 1;
  SELECT "id" INTO last_key_1 FROM "Order" ORDER BY "id" DESC LIMIT 1;
  IF NOT FOUND THEN
    RETURN;
  END IF;
  LOOP
    SELECT "id" INTO batch_end_1 FROM "Order"
      WHERE "id" >= batch_start_1 AND "id" <= last_key_1 ORDER BY "id" OFFSET 999 LIMIT 1;
    IF NOT FOUND THEN
      batch_end_1 := last_key_1;
    END IF;
    attempt := 1;
    LOOP
      BEGIN
        SET LOCAL lock_timeout = '2s';
        UPDATE "Order" SET "total_new" = "total"::bigint
          WHERE "id" >= batch_start_1 AND "id" <= batch_end_1 AND (("total_new" IS DISTINCT FROM "total"::bigint AND CASE WHEN "total_new" IS NULL THEN "total" IS NOT NULL WHEN "total_new" BETWEEN -2147483648 AND 2147483647 THEN "total" IS DISTINCT FROM "total_new"::integer ELSE "total" IS NOT NULL END));
        GET DIAGNOSTICS changed = ROW_COUNT;
        failure := NULL;
      EXCEPTION WHEN lock_not_available OR deadlock_detected OR serialization_failure THEN
        failure := SQLERRM;
      END;
      COMMIT;
      EXIT WHEN failure IS NULL;
      IF attempt >= 10 THEN
        RAISE EXCEPTION 'gave up after 10 attempts at one batch: %', failure USING HINT = 'Every batch before it is committed: run this again.';
      END IF;
      PERFORM pg_sleep(least(0.1 * 2 ^ attempt, 5));
      attempt := attempt + 1;
    END LOOP;
    total := total + changed;
    RAISE NOTICE '% % rows', 'Order.total_new: filled', total;
    SELECT "id" INTO batch_start_1 FROM "Order"
      WHERE "id" > batch_end_1 AND "id" <= last_key_1 ORDER BY "id" LIMIT 1;
    EXIT WHEN NOT FOUND;
    PERFORM pg_sleep(0.02);
  END LOOP;
END
$$;
