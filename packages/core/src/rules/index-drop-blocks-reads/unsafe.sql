-- existing table users (id int primary key, email text)
-- existing index users_email_idx on users (email)

-- finds: index-drop-blocks-reads
DROP INDEX users_email_idx;
