-- existing table customers (id bigint primary key, email text not null)
ALTER TABLE "customers" RENAME TO "clients";
