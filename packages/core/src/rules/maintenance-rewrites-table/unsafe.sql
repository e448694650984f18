-- existing table users (id int primary key, email text)
-- existing materialized view totals as select count(*) as users from users

-- case: rows in another order
-- finds: maintenance-rewrites-table
CLUSTER users USING users_pkey;

-- case: another place
-- finds: maintenance-rewrites-table
ALTER TABLE users SET UNLOGGED;

-- case: a materialized view
-- finds: maintenance-rewrites-table
REFRESH MATERIALIZED VIEW totals;

-- case: all space given back
-- finds: maintenance-rewrites-table
VACUUM (FULL) users;
