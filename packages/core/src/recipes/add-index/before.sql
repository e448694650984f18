-- existing table orders (id bigint primary key, user_id bigint not null)
-- rows orders=20000000
CREATE INDEX "orders_user_id_idx" ON "orders" ("user_id");
