-- existing table users (id int primary key)
-- existing view active_users as select id from users

-- finds: drop-object-breaks-running-code
DROP VIEW active_users;
