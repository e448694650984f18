-- existing table users (id int primary key, status text)
UPDATE users SET status = 'active' WHERE id = 1;

-- case: a batch
UPDATE users SET status = 'active' WHERE id BETWEEN 1 AND 1000;

-- case: a table of the same migration
CREATE TABLE drafts (id int PRIMARY KEY, status text);
UPDATE drafts SET status = 'new';
