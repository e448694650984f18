-- existing table users (id int primary key, status text)
DELETE FROM users WHERE id = 1;

-- case: a batch
DELETE FROM users WHERE id BETWEEN 1 AND 1000;

-- case: a table of the same migration
CREATE TABLE drafts (id int PRIMARY KEY, status text);
DELETE FROM drafts;
