-- 20251117093000_grow_up, step 2 of 16, expand: Add fullName beside User.name and keep both equal; Add User.country with a default that fills existing rows without touching them
BEGIN;
SET LOCAL lock_timeout = '2s';
ALTER TABLE "User" ADD COLUMN "fullName" text;
ALTER TABLE "User" ALTER COLUMN "name" DROP NOT NULL;
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
ALTER TABLE "User" ADD COLUMN "country" text NOT NULL DEFAULT 'DE';
COMMIT;
