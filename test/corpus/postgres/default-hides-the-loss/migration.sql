-- Runs clean on any data, and every true becomes false.
-- existing table "Settings" ("id" text primary key, "enabledTypedSignature" boolean not null default true)
-- rename Settings.enabledTypedSignature=typedSignatureEnabled
ALTER TABLE "Settings" DROP COLUMN "enabledTypedSignature",
ADD COLUMN     "typedSignatureEnabled" BOOLEAN NOT NULL DEFAULT false;
