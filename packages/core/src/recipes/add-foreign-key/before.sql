-- existing table users (id bigint primary key)
-- existing table orders (id bigint primary key, user_id bigint not null)
-- rows orders=20000000
ALTER TABLE "orders" ADD CONSTRAINT "orders_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
