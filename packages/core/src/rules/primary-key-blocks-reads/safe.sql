-- existing table users (id int not null, email text)
-- existing unique index users_pkey on users (id)
ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY USING INDEX users_pkey;
