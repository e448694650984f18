-- existing table users (id int primary key, team_id int)
-- existing table teams (id int primary key)
-- A foreign key that is not valid lets old rows be updated in their other columns.
ALTER TABLE users ADD CONSTRAINT users_team_id_fkey FOREIGN KEY (team_id) REFERENCES teams (id) NOT VALID;
