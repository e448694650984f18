-- existing table users (id int primary key, age int)
-- migration-planner: allow drop-column (unused since v42)
ALTER TABLE users DROP COLUMN age;
