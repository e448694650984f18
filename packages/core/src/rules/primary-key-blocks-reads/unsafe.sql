-- existing table users (id int not null, email text)

-- finds: primary-key-blocks-reads
ALTER TABLE users ADD CONSTRAINT users_pkey PRIMARY KEY (id);

-- case: the index is there, the column may be NULL
-- existing table teams (id int)
-- existing unique index teams_pkey on teams (id)
-- finds: primary-key-blocks-reads
ALTER TABLE teams ADD CONSTRAINT teams_pkey PRIMARY KEY USING INDEX teams_pkey;
