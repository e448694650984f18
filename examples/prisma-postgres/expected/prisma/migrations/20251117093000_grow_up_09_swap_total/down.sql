-- Undoes: 20251117093000_grow_up, step 9 of 16, constrain: Swap the names: Order.total is of the new type from here on
BEGIN;
SET LOCAL lock_timeout = '2s';
DROP TRIGGER IF EXISTS "sync_Order_total" ON "Order";
DROP FUNCTION IF EXISTS "sync_Order_total"();
ALTER TABLE "Order" RENAME COLUMN "total" TO "total_new";
ALTER TABLE "Order" RENAME COLUMN "total_old" TO "total";
ALTER TABLE "Order" ALTER COLUMN "total" SET NOT NULL;
CREATE FUNCTION "sync_Order_total"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  from_old "Order"."total_new"%TYPE;
  from_new "Order"."total"%TYPE;
BEGIN
  from_old := NEW."total";
  IF TG_OP = 'INSERT' THEN
    IF NEW."total_new" IS NULL THEN
      NEW."total_new" := from_old;
    ELSIF NEW."total_new" IS DISTINCT FROM from_old THEN
      from_new := CASE WHEN NEW."total_new" BETWEEN -2147483648 AND 2147483647 THEN NEW."total_new" END;
      NEW."total" := from_new;
    END IF;
  ELSIF NEW."total_new" IS DISTINCT FROM OLD."total_new" THEN
    IF NEW."total_new" IS DISTINCT FROM from_old THEN
      from_new := CASE WHEN NEW."total_new" BETWEEN -2147483648 AND 2147483647 THEN NEW."total_new" END;
      NEW."total" := from_new;
    END IF;
  ELSIF NEW."total" IS DISTINCT FROM OLD."total" THEN
    NEW."total_new" := from_old;
  ELSIF NEW."total_new" IS DISTINCT FROM from_old THEN
    -- A row from before the trigger, or one whose old column cannot hold the new value.
    from_new := CASE WHEN NEW."total_new" BETWEEN -2147483648 AND 2147483647 THEN NEW."total_new" END;
    IF NEW."total" IS DISTINCT FROM from_new THEN
      NEW."total_new" := from_old;
    END IF;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "sync_Order_total" BEFORE INSERT OR UPDATE ON "Order" FOR EACH ROW EXECUTE FUNCTION "sync_Order_total"();
COMMIT;
