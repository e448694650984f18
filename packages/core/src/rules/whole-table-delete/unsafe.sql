-- existing table users (id int primary key, status text)

-- finds: whole-table-delete
DELETE FROM users;

-- case: a condition that holds for who knows how many
-- finds: whole-table-delete
DELETE FROM users WHERE status = 'gone';

-- case: a condition that is always true
-- finds: whole-table-delete
DELETE FROM users WHERE 1 = 1;
