-- existing table users (id int primary key)

-- finds: unused-suppression
-- migration-planner: allow drop-column (nothing is dropped any more)
ALTER TABLE users ADD COLUMN age int;

-- case: a name that no rule has
-- finds: unused-suppression, drop-column
-- migration-planner: allow dropp-column (unused since v42)
ALTER TABLE users DROP COLUMN age;
