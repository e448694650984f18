-- existing table users (id int primary key, email text)
-- existing view active_users as select id from users
-- Made again in the same migration.
DROP VIEW active_users;
CREATE VIEW active_users AS SELECT id, email FROM users;
