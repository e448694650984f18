-- A shorthand for a new column is what it is for.
CREATE TABLE orders (id BIGSERIAL PRIMARY KEY);
