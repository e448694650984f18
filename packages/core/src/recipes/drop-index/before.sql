-- existing table orders (id bigint primary key, user_id bigint not null)
-- existing index orders_user_id_idx on orders (user_id)
DROP INDEX "orders_user_id_idx";
