-- existing table users (id int primary key, status text default 'active', plan text not null default 'free')
ALTER TABLE users ALTER COLUMN status DROP DEFAULT;

-- case: another default takes its place
ALTER TABLE users ALTER COLUMN plan DROP DEFAULT;
ALTER TABLE users ALTER COLUMN plan SET DEFAULT 'basic';
