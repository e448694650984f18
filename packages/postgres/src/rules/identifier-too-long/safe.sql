-- existing table users (id int primary key, email text)
CREATE INDEX CONCURRENTLY an_index_with_a_name_of_exactly_sixty_three_bytes_and_not_one_m ON users (email);
