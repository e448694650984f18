-- existing table users (id bigint primary key)
-- existing table orders (id bigint primary key, user_id bigint not null references users (id))
ALTER TABLE "orders" DROP CONSTRAINT "orders_user_id_fkey";
CREATE INDEX "orders_user_id_idx" ON "orders" ("user_id");
