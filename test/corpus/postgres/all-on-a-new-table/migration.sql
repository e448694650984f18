-- Everything that would hurt, on a table that this very migration makes: nothing to flag, nothing to rewrite.
CREATE TABLE "Note" ("id" SERIAL NOT NULL, "body" TEXT);
CREATE INDEX "Note_body_idx" ON "Note"("body");
ALTER TABLE "Note" ALTER COLUMN "body" SET NOT NULL;
ALTER TABLE "Note" ADD COLUMN "token" UUID NOT NULL DEFAULT gen_random_uuid();
ALTER TABLE "Note" ADD CONSTRAINT "Note_pkey" PRIMARY KEY ("id");
