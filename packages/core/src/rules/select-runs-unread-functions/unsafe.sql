-- existing table users (id serial primary key)

-- finds: select-runs-unread-functions
SELECT setval('users_id_seq', 1000);
