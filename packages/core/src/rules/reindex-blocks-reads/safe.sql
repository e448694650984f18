-- existing table users (id int primary key, email text)
REINDEX TABLE CONCURRENTLY users;
