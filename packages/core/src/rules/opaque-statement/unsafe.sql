-- existing table users (id int primary key)

-- finds: opaque-statement
CREATE FOREIGN TABLE remote_users (id int) SERVER elsewhere;
