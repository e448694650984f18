-- existing table plans (id int primary key)
-- existing table workspaces (id int primary key, plan_id int references plans (id))
-- existing table issues (id int primary key, workspace_id int references workspaces (id))

-- finds: truncate
TRUNCATE TABLE issues;

-- case: one table, and all that hangs on it
-- finds: truncate
TRUNCATE plans CASCADE;
