-- existing table users (id int primary key, status text)

-- finds: whole-table-update
UPDATE users SET status = 'active';

-- case: a condition that holds for who knows how many
-- finds: whole-table-update
UPDATE users SET status = 'active' WHERE status IS NULL;

-- case: a condition that is always true
-- finds: whole-table-update
UPDATE users SET status = 'active' WHERE true;
