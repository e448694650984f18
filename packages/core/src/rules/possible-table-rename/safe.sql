-- existing table projects (id int primary key, title text, owner int)
CREATE TABLE workspaces (id int PRIMARY KEY, title text, owner int);

-- case: two tables that only share a key
-- finds: drop-table
DROP TABLE projects;
CREATE TABLE payments (id int PRIMARY KEY, amount numeric, currency text);
