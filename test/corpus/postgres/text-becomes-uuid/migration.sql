-- Written as a drop and an add of one name: the values are kept by conversion, and those that do not convert are counted first.
-- existing table "Order" ("id" serial primary key, "reference" text)
-- existing unique index "Order_reference_key" on "Order" ("reference")
DROP INDEX "Order_reference_key";
ALTER TABLE "Order" DROP COLUMN "reference",
ADD COLUMN     "reference" UUID;
CREATE UNIQUE INDEX "Order_reference_key" ON "Order"("reference");
