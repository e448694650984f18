-- A counted key becomes text: rewritten under a lock as it stands, with its sequence gone at the end.
-- existing table "Hook" ("id" serial not null, "url" text not null, constraint "Hook_pkey" primary key ("id"))
ALTER TABLE "Hook" DROP CONSTRAINT "Hook_pkey",
ALTER COLUMN "id" DROP DEFAULT,
ALTER COLUMN "id" SET DATA TYPE TEXT,
ADD CONSTRAINT "Hook_pkey" PRIMARY KEY ("id");
DROP SEQUENCE "Hook_id_seq";
