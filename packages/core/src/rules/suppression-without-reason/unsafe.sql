-- existing table users (id int primary key, age int)

-- finds: suppression-without-reason, drop-column
-- migration-planner: allow drop-column
ALTER TABLE users DROP COLUMN age;
