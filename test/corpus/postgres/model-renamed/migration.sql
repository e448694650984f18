-- A renamed model, as Prisma writes it: the old table goes, an empty one of the new name comes.
-- existing table "Product" ("id" serial primary key, "sku" text not null, "title" text not null)
-- existing table "Order" ("id" serial primary key, "productId" integer not null, constraint "Order_productId_fkey" foreign key ("productId") references "Product" ("id") on delete restrict on update cascade)
ALTER TABLE "Order" DROP CONSTRAINT "Order_productId_fkey";
DROP TABLE "Product";
CREATE TABLE "Item" (
    "id" SERIAL NOT NULL,
    "sku" TEXT NOT NULL,
    "title" TEXT NOT NULL,

    CONSTRAINT "Item_pkey" PRIMARY KEY ("id")
);
ALTER TABLE "Order" ADD CONSTRAINT "Order_productId_fkey" FOREIGN KEY ("productId") REFERENCES "Item"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
