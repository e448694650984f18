-- Undoes: 20251117093000_grow_up, step 15 of 16, contract: Drop the old values of Order.total and the trigger
-- loses data: values of Order.total that integer cannot hold become NULL
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE "Order" ADD COLUMN "total_old" integer;
UPDATE "Order" SET "total_old" = CASE WHEN "total" BETWEEN -2147483648 AND 2147483647 THEN "total"::integer END;
CREATE FUNCTION "sync_Order_total"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  from_old "Order"."total"%TYPE;
  from_new "Order"."total_old"%TYPE;
BEGIN
  from_old := NEW."total_old";
  IF TG_OP = 'INSERT' THEN
    IF NEW."total" IS NULL THEN
      NEW."total" := from_old;
    ELSIF NEW."total" IS DISTINCT FROM from_old THEN
      from_new := CASE WHEN NEW."total" BETWEEN -2147483648 AND 2147483647 THEN NEW."total" END;
      NEW."total_old" := from_new;
    END IF;
  ELSIF NEW."total" IS DISTINCT FROM OLD."total" THEN
    IF NEW."total" IS DISTINCT FROM from_old THEN
      from_new := CASE WHEN NEW."total" BETWEEN -2147483648 AND 2147483647 THEN NEW."total" END;
      NEW."total_old" := from_new;
    END IF;
  ELSIF NEW."total_old" IS DISTINCT FROM OLD."total_old" THEN
    NEW."total" := from_old;
  ELSIF NEW."total" IS DISTINCT FROM from_old THEN
    -- A row from before the trigger, or one whose old column cannot hold the new value.
    from_new := CASE WHEN NEW."total" BETWEEN -2147483648 AND 2147483647 THEN NEW."total" END;
    IF NEW."total_old" IS DISTINCT FROM from_new THEN
      NEW."total" := from_old;
    END IF;
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "sync_Order_total" BEFORE INSERT OR UPDATE ON "Order" FOR EACH ROW EXECUTE FUNCTION "sync_Order_total"();
COMMIT;
