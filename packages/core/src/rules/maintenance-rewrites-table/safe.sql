-- existing table users (id int primary key, email text)
-- existing materialized view totals as select count(*) as users from users
ANALYZE users;

-- case: readers go on
REFRESH MATERIALIZED VIEW CONCURRENTLY totals;

-- case: dead rows only
VACUUM users;
