-- existing table orders (id int primary key, total int not null, constraint total_set check (total is not null))
ALTER TABLE orders DROP CONSTRAINT total_set;
