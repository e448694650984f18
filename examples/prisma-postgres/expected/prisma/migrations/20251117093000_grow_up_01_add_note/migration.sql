-- 20251117093000_grow_up, step 1 of 16, expand: Add Order.note; Add total_new beside Order.total and keep both equal
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE "Order" ADD COLUMN     "note" TEXT;
ALTER TABLE "Order" ADD COLUMN "total_new" bigint;
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
