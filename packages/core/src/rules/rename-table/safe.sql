CREATE TABLE drafts (id int PRIMARY KEY);
ALTER TABLE drafts RENAME TO notes;
