-- existing table users (id int primary key, email text)

-- finds: identifier-too-long
CREATE INDEX CONCURRENTLY an_index_with_a_name_that_says_everything_about_it_and_then_some_more ON users (email);
