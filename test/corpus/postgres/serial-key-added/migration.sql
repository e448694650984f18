-- A counting column on a table with rows writes every row anew.
-- existing table "Membership" ("userId" integer not null, "teamId" integer not null, constraint "Membership_pkey" primary key ("userId", "teamId"))
ALTER TABLE "Membership" ADD COLUMN "id" SERIAL NOT NULL;
CREATE UNIQUE INDEX "Membership_id_key" ON "Membership"("id");
