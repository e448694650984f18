-- existing table projects (id int primary key, title text, owner int)

-- finds: possible-table-rename
DROP TABLE projects;
CREATE TABLE workspaces (id int PRIMARY KEY, title text, owner int);
