-- existing table users (id serial primary key)
-- migration-planner: allow select-runs-unread-functions (leaves room for imported users)
SELECT setval('users_id_seq', 1000);
