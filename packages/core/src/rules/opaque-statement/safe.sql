-- existing table users (id int primary key)
-- migration-planner: allow opaque-statement (a foreign table locks nothing of ours)
CREATE FOREIGN TABLE remote_users (id int) SERVER elsewhere;
