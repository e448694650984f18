-- existing table users (id int primary key, email text)
-- A default fills the rows that are there and the inserts that leave the column out.
ALTER TABLE users ADD COLUMN status text NOT NULL DEFAULT 'active';
ALTER TABLE users ADD COLUMN nickname text;

-- case: a table of the same migration has no rows
CREATE TABLE orders (id int PRIMARY KEY);
ALTER TABLE orders ADD COLUMN total numeric(10, 2) NOT NULL;

-- case: the column is there already
ALTER TABLE users ADD COLUMN IF NOT EXISTS email text NOT NULL;
