-- existing table users (id int primary key, name text, age int)
-- The values are copied before the old column goes; the drop itself is another finding.
ALTER TABLE users ADD COLUMN full_name text;

-- case: nothing alike
-- finds: drop-column
ALTER TABLE users DROP COLUMN age, ADD COLUMN biography text;
