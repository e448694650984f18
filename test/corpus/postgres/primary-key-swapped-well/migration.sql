-- The key swapped from an index that stands: brief, and nothing to rewrite.
-- existing table "Item" ("id" text not null, "validFrom" timestamp(3) not null, constraint "Item_pkey" primary key ("id"))
-- existing unique index "Item_id_validFrom_idx" on "Item" ("id", "validFrom")
ALTER TABLE "Item" DROP CONSTRAINT "Item_pkey", ADD CONSTRAINT "Item_pkey" PRIMARY KEY USING INDEX "Item_id_validFrom_idx";
