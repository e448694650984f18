-- existing table teams (id int primary key, "orgId" int)

-- case: one of its type, and the names are alike
-- finds: possible-rename
ALTER TABLE teams DROP COLUMN "orgId", ADD COLUMN "organizationId" int;

-- case: the default hides the loss
-- existing table settings (id int primary key, "enabledTypedSignature" boolean not null)
-- finds: possible-rename
ALTER TABLE settings DROP COLUMN "enabledTypedSignature", ADD COLUMN "typedSignatureEnabled" boolean NOT NULL DEFAULT false;

-- case: another type and another unit
-- existing table events (id int primary key, "durationInMs" int)
-- finds: possible-rename
ALTER TABLE events DROP COLUMN "durationInMs", ADD COLUMN duration bigint NOT NULL DEFAULT 0;
