-- existing table users (id int primary key)
-- existing table sessions (id int primary key, user_id int references users (id))

-- finds: drop-table
DROP TABLE sessions;
