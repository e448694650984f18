-- existing table orders (id bigint primary key, total numeric(10,2) not null)
ALTER TABLE "orders" ADD CONSTRAINT "orders_total_check" CHECK (total >= 0);
