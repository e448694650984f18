-- Undoes: 20251117093000_grow_up, step 16 of 16, contract: Drop User.name and the trigger; Drop the default of User.country, which only the old application needed
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE "User" ALTER COLUMN "country" SET DEFAULT 'DE';
ALTER TABLE "User" ADD COLUMN "name" text;
UPDATE "User" SET "name" = "fullName";
CREATE FUNCTION "sync_User_name_fullName"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    IF NEW."fullName" IS NULL THEN
      NEW."fullName" := NEW."name";
    ELSIF NEW."fullName" IS DISTINCT FROM NEW."name" THEN
      NEW."name" := NEW."fullName";
    END IF;
  ELSIF NEW."fullName" IS DISTINCT FROM OLD."fullName" THEN
    IF NEW."fullName" IS DISTINCT FROM NEW."name" THEN
      NEW."name" := NEW."fullName";
    END IF;
  ELSIF NEW."name" IS DISTINCT FROM OLD."name" THEN
    NEW."fullName" := NEW."name";
  ELSIF NEW."fullName" IS DISTINCT FROM NEW."name" THEN
    -- A row from before the trigger, or one whose old column cannot hold the new value.
    NEW."fullName" := NEW."name";
  END IF;
  RETURN NEW;
END
$$;
CREATE TRIGGER "sync_User_name_fullName" BEFORE INSERT OR UPDATE ON "User" FOR EACH ROW EXECUTE FUNCTION "sync_User_name_fullName"();
COMMIT;
