-- existing table users (id int primary key, email text)

-- finds: reindex-blocks-reads
REINDEX TABLE users;
