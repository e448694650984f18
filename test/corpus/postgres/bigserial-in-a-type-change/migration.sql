-- What Prisma writes for a counted Int that becomes BigInt: no server knows the type BIGSERIAL. Meant is bigint.
-- existing table "User" ("id" serial not null, "email" text not null, constraint "User_pkey" primary key ("id"))
-- existing table "Order" ("id" serial primary key, "userId" integer not null, constraint "Order_userId_fkey" foreign key ("userId") references "User" ("id") on delete restrict on update cascade)
-- existing index "Order_userId_idx" on "Order" ("userId")
ALTER TABLE "Order" DROP CONSTRAINT "Order_userId_fkey";
ALTER TABLE "Order" ALTER COLUMN "userId" SET DATA TYPE BIGINT;
ALTER TABLE "User" DROP CONSTRAINT "User_pkey",
ALTER COLUMN "id" SET DATA TYPE BIGSERIAL,
ADD CONSTRAINT "User_pkey" PRIMARY KEY ("id");
ALTER TABLE "Order" ADD CONSTRAINT "Order_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
